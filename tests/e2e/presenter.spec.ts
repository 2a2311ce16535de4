// Presenter mode: one exchange fills the room, step by step; and the link that brings everybody to the same step.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, started, test } from "./roundtrip";

test.use({ viewport: { width: 1920, height: 1080 } });

const html = (page: Page) => page.locator("html");
const steps = (page: Page) => page.locator(".seq li.msg, .seq li.note");
const send = async (page: Page) => {
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(300);
};

async function conflict(page: Page) {
  await open(page);
  await send(page);
  await send(page);
  await expect(page.locator(".head")).toContainText("409 Conflict");
}

async function present(page: Page) {
  await page.evaluate(() => (document.activeElement as HTMLElement)?.blur());
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(html(page)).toHaveAttribute("data-mode", "present");
}

test("one press presents the exchange, and each key tells one step more", async ({ page }) => {
  await conflict(page);
  await page.getByRole("button", { name: "Present" }).click();
  await expect(page.locator(".side, .col-design, .log, .foot")).toHaveCount(4);
  for (const hidden of [".side", ".col-design", ".log", ".foot"]) await expect(page.locator(hidden)).toBeHidden();
  const shown = () => steps(page).evaluateAll((all) => all.filter((element) => getComputedStyle(element).visibility !== "hidden" && getComputedStyle(element).opacity !== "0").length);
  const count = await steps(page).count();
  for (let step = 1; step <= count; step++) {
    await expect.poll(shown, `step ${step}`).toBe(step);
    if (step < 4) await expect(page.getByRole("heading", { name: "Why 409?" }), "not told yet").toBeHidden();
    if (step < count) await page.keyboard.press("ArrowRight");
  }
  await expect(page.getByRole("heading", { name: "Why 409?" })).toBeVisible();
  await expect(page.locator(".head")).toContainText("Room unavailable for these dates");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(shown).toBe(count - 1);
});

test("the smallest text has 18 px, and the size changes by a key and is kept", async ({ page }) => {
  await conflict(page);
  await present(page);
  await page.keyboard.press("End");
  const smallest = () =>
    page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let least = Infinity;
      while (texts.nextNode()) {
        const element = texts.currentNode.parentElement!;
        const isShown = texts.currentNode.nodeValue!.trim() && !element.closest(".vh, script, svg") && element.checkVisibility({ visibilityProperty: true });
        if (isShown) least = Math.min(least, parseFloat(getComputedStyle(element).fontSize));
      }
      return least;
    });
  expect(await smallest()).toBeGreaterThanOrEqual(18);
  const before = await html(page).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  await page.keyboard.press("+");
  await expect.poll(() => html(page).evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(before);
  await page.reload();
  await started(page);
  await page.keyboard.press("Control+Enter");
  await present(page);
  await expect(html(page)).toHaveAttribute("data-size", "4");
});

test("keys: blank, spotlight, panels, pressed keys, and two presses to leave", async ({ page }) => {
  await conflict(page);
  await present(page);
  await page.keyboard.press("b");
  await expect(page.getByRole("button", { name: "Show the screen again" })).toBeVisible();
  await page.keyboard.press("b");
  await expect(page.locator(".blank")).toHaveCount(0);
  await page.keyboard.press("k");
  await expect(html(page)).toHaveAttribute("data-spot", "on");
  await expect(page.locator(".keys")).toHaveText("k");
  await page.keyboard.press("k");
  await page.keyboard.press("3");
  await expect(page.locator(".log")).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.locator(".sketch")).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.locator(".sketch")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(html(page), "one press is a slip").toHaveAttribute("data-mode", "present");
  await page.keyboard.press("Escape");
  await expect(html(page)).not.toHaveAttribute("data-mode", "present");
});

test("Space plays, and stops at the end", async ({ page }) => {
  await conflict(page);
  await present(page);
  await page.keyboard.press(" ");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(page.locator(".seq li.is-now .no")).toHaveText("3", { timeout: 6000 });
  await page.keyboard.press(" ");
  await expect(page.getByRole("button", { name: "Play steps" })).toBeVisible();
});

test("back to the start of the demo, and every run is the same", async ({ page }) => {
  await open(page);
  await present(page);
  const play = async () => {
    await send(page);
    const first = await page.locator("#watch-answer").textContent();
    await send(page);
    return [first, await page.locator("#watch-answer").textContent()];
  };
  const once = await play();
  await page.keyboard.press("r");
  await expect(page.getByText("Nothing sent yet.")).toBeVisible();
  expect(await play()).toEqual(once);
});

test("the link to a step opens the workspace at that step, in another browser", async ({ page, browser }) => {
  await conflict(page);
  await present(page);
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("l");
  const box = page.getByRole("dialog", { name: "Link to this step" });
  await expect(box.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await expectAccessible(page, "dialog");
  const link = await box.getByRole("textbox").inputValue();
  expect(link.length).toBeLessThan(600);
  const booking = await page.locator("#step-3").evaluate((hit) => hit.parentElement!.textContent);
  const learner = await browser.newContext();
  const other = await learner.newPage();
  await other.goto(link);
  await started(other);
  await expect(other.locator(".head")).toContainText("409 Conflict");
  await expect(other.locator(".seq li.is-now .no")).toHaveText("4");
  expect(await other.locator("#step-3").evaluate((hit) => hit.parentElement!.textContent), "the same identifiers").toBe(booking);
  await expect(other.locator("html")).not.toHaveAttribute("data-mode", "present");
  await learner.close();
});

test("a link sends requests again as their pages did: mode, cache and without credentials", async ({ page }) => {
  await open(page);
  const panel = page.getByRole("region", { name: "Send", exact: true });
  await panel.getByRole("tab", { name: "Browser" }).click();
  await panel.getByLabel("mode", { exact: true }).selectOption("no-cors");
  await panel.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await panel.getByRole("textbox", { name: /Path and query/ }).fill("/v1/hotels");
  await panel.getByRole("tab", { name: "Auth" }).click();
  await panel.getByRole("checkbox", { name: "Send credentials" }).uncheck();
  await send(page);
  const told = () => page.locator(".seq").innerText();
  await expect(page.locator(".seq")).toContainText("opaque");
  const before = await told();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("link to this step");
  await page.keyboard.press("Enter");
  const link = await page.getByRole("dialog", { name: "Link to this step" }).getByRole("textbox").inputValue();
  await page.goto("about:blank");
  await page.goto(link);
  await started(page);
  await expect(page.locator(".seq")).toContainText("opaque");
  expect(await told()).toBe(before);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`presenter mode is accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await conflict(page);
    await present(page);
    await expectAccessible(page);
    await page.keyboard.press("End");
    await page.waitForTimeout(400);
    await expectAccessible(page);
  });
}

test("a second window has notes and the next step, and its keys walk the wall", async ({ page, context }) => {
  await conflict(page);
  await present(page);
  const opened = context.waitForEvent("page");
  await page.keyboard.press("n");
  const notes = await opened;
  await expect(notes.getByRole("heading", { name: /^Step 1 of \d+$/ })).toBeVisible();
  await expect(notes.getByRole("status")).toHaveText("The page calls fetch().");
  await expect(notes.locator("section").nth(1)).toContainText("no preflight");
  await notes.keyboard.press("ArrowRight");
  await expect(notes.getByRole("heading", { name: /^Step 2 of/ })).toBeVisible();
  await expect(page.locator(".seq li.is-now")).toHaveCount(1);
  await notes.getByRole("button", { name: "Next step" }).click();
  await expect(notes.getByRole("heading", { name: /^Step 3 of/ })).toBeVisible();
  await notes.getByRole("textbox").fill("Ask who has seen a 409.");
  await notes.close();
  await page.bringToFront();
  const again = context.waitForEvent("page");
  await page.keyboard.press("n");
  const reopened = await again;
  await expect(reopened.getByRole("textbox")).toHaveValue("Ask who has seen a 409.");
  await expectAccessible(reopened);
  await reopened.close();
  await page.bringToFront();
  const third = context.waitForEvent("page");
  await page.getByRole("button", { name: "Notes", exact: true }).click();
  await expect((await third).getByRole("heading", { name: /^Step 3 of/ })).toBeVisible();
});

test("Space presses the button that has the focus, and arrows go from tab to tab", async ({ page }) => {
  await conflict(page);
  await present(page);
  await page.getByRole("button", { name: "Larger" }).focus();
  await page.keyboard.press("Space");
  await expect(html(page)).toHaveAttribute("data-size", "4");
  await expect(page.getByRole("button", { name: "Play steps" }), "nothing plays").toBeVisible();
  await page.getByRole("button", { name: "Link to this step" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("dialog", { name: "Link to this step" })).toBeVisible();
  await page.keyboard.press("Escape");
  const step = await page.locator(".seq li.is-now .no").textContent();
  await page.getByRole("tab", { name: "Sequence" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /^Headers/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("tab").last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.getByRole("tab", { name: "Sequence" })).toBeFocused();
  await expect(page.locator(".seq li.is-now .no")).toHaveText(step!);
});

test("light, where nobody chose; the system's choice comes back", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await conflict(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).color);
  const dark = await ground();
  await present(page);
  await expect(html(page)).toHaveAttribute("data-theme", "light");
  expect(await ground()).not.toBe(dark);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect.poll(ground).toBe(dark);
  await page.evaluate(() => localStorage.setItem("roundtrip.theme", "dark"));
  await page.reload();
  await started(page);
  await present(page);
  await expect(html(page), "a choice stays").toHaveAttribute("data-theme", "dark");
});

test("pressed keys are not shown where somebody does not want them", async ({ page }) => {
  await conflict(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Show pressed keys").selectOption("off");
  await page.keyboard.press("Escape");
  await present(page);
  await page.keyboard.press("k");
  await expect(html(page)).toHaveAttribute("data-spot", "on");
  await expect(page.locator(".keys")).not.toHaveClass(/is-on/);
  await page.keyboard.press("Escape");
  await expect(page.locator(".keys"), "but for the one that asks").toHaveText("Esc again to leave");
});
