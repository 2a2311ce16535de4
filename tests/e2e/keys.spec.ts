// Single keys and chords: which of them works where, what is said, and that all of them can be switched off.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
const answer = (page: Page) => page.locator(".watch .head");
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

async function send(page: Page) {
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
}

async function command(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search or run" })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

test.describe("single keys, switched off", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("roundtrip.single-keys", "off"));
    await open(page);
  });

  test("on the canvas", async ({ page }) => {
    await card(page, "Booking").focus();
    const zoom = page.locator(".canvas-foot .num");
    const before = await zoom.textContent();
    await press(page, "f", "e", "l", "n", "m", "+", "-", "0", "1", "r");
    await expect(card(page, "Booking")).toBeFocused();
    await expect(page.locator(".node.is-edit, .node.is-moving, [role=menu]:popover-open, .start-add")).toHaveCount(0);
    await expect(zoom).toHaveText(before!);
    await press(page, "ArrowLeft");
    await expect(card(page, "Booking"), "arrows stay").not.toBeFocused();
    await press(page, "Enter");
    await expect(page.locator(".node.is-edit"), "Enter stays").toHaveCount(1);
  });

  test("in Watch and in Score", async ({ page }) => {
    await send(page);
    await heading(page, "Watch").focus();
    await press(page, "h");
    await expect(page.getByRole("tab", { name: "Sequence" })).toHaveAttribute("aria-selected", "true");
    await press(page, "Home", "ArrowRight");
    await expect(page.locator(".seq li.is-now .no"), "arrows stay").toHaveText("2");
    await page.locator(".issue-open").first().focus();
    const findings = await page.locator(".issue-open").count();
    await press(page, "x", "a");
    await expect(page.locator(".issue-open")).toHaveCount(findings);
    await expect(page.locator(".issue.is-open")).toHaveCount(0);
  });

  test("in presenter mode", async ({ page }) => {
    await send(page);
    await page.getByRole("button", { name: "Present" }).click();
    await press(page, "b", "k", "+", "3", "l", "r");
    await expect(page.locator(".blank")).toHaveCount(0);
    await expect(page.locator("html")).not.toHaveAttribute("data-spot", "on");
    await expect(page.locator("html")).toHaveAttribute("data-size", "3");
    await expect(page.locator(".log")).toBeHidden();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await press(page, "ArrowRight");
    await expect(page.locator(".seq li.is-now .no")).toHaveText("2");
  });
});

test("an older first key takes no time from a newer one", async ({ page }) => {
  await open(page);
  await press(page, "g", "s");
  await expect(heading(page, "Sketch")).toBeFocused();
  await page.waitForTimeout(1120);
  await press(page, "g");
  await page.waitForTimeout(300);
  await press(page, "w");
  await expect(heading(page, "Watch")).toBeFocused();
});

test("an open chord goes before the keys of a card and of a row", async ({ page }) => {
  await open(page);
  await card(page, "Booking").focus();
  await press(page, "g", "e");
  await expect(heading(page, "Send")).toBeFocused();
  await expect(page.locator(".node.is-edit")).toHaveCount(0);
  await page.getByRole("treeitem").first().focus();
  await press(page, "g", "s");
  await expect(heading(page, "Sketch")).toBeFocused();
  // Letters typed within a short while belong together.
  await page.waitForTimeout(700);
  await page.getByRole("treeitem").first().focus();
  await press(page, "g");
  await expect(page.locator("[role=treeitem]:focus"), "a letter alone still finds a row").toHaveAccessibleName(/^GET/);
});

test("Learn and Compare: chords and the sheet of keys; the focus is on a heading", async ({ page }) => {
  await open(page);
  await card(page, "Booking").focus();
  await press(page, "g", "l");
  await expect(heading(page, "Learn")).toBeFocused();
  await press(page, "?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await press(page, "Escape");
  await press(page, "g", "s");
  await expect(heading(page, "Sketch")).toBeFocused();
  await press(page, "g", "l");
  await expect(heading(page, "Learn")).toBeFocused();
  await page.goBack();
  await expect(heading(page, "Sketch")).toBeFocused();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }).press("Enter");
  await expect(page.locator("#cmp-title")).toBeFocused();
  await press(page, "?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await press(page, "Escape");
  await press(page, "g", "w");
  await expect(heading(page, "Watch")).toBeFocused();
  await expect(page.locator("main.compare")).toHaveCount(0);
});

test("arrows go from the heading of Score to its first finding, and Escape leaves the empty filter", async ({ page }) => {
  await open(page);
  await press(page, "g", "c");
  await expect(heading(page, "Score")).toBeFocused();
  await press(page, "ArrowDown");
  await expect(page.locator(".issue-open").first()).toBeFocused();
  await press(page, "/");
  await expect(page.getByRole("textbox", { name: "Filter endpoints" })).toBeFocused();
  await press(page, "Escape");
  await expect(page.locator("[role=treeitem]:focus")).toHaveCount(1);
});

test("the step that keys go to is said, and so is the scale that fits", async ({ page }) => {
  await open(page);
  await send(page);
  await press(page, "g", "w");
  await press(page, "Home");
  const status = page.locator("#watch > [role=status]");
  await expect(status).toHaveText(/^Step\s+1\s.*fetch\(\)/s);
  await press(page, "ArrowRight");
  await expect(status).toHaveText(/^Step\s+2\s/);
  await page.getByRole("button", { name: "Next step", exact: true }).click();
  await expect(status, "a press says nothing more").toHaveText(/^Step\s+2\s/);
  await press(page, "Control+Enter");
  await expect(status).toHaveText(/^409 Conflict/);
  const said = page.locator("#sketch > [role=status]");
  await card(page, "Booking").focus();
  await press(page, "+");
  const before = await said.textContent();
  await press(page, "1");
  await expect(said).toHaveText(/^Zoom \d+ percent\.$/);
  await expect(said).not.toHaveText(before!);
  await press(page, "0");
  await expect(said).toHaveText("Zoom 100 percent.");
  await page.getByRole("button", { name: "Fit to view" }).click();
  await expect(said).not.toHaveText("Zoom 100 percent.");
});

test("traffic is a log", async ({ page }) => {
  await open(page);
  await send(page);
  await expect(page.getByRole("log", { name: "Traffic" })).toHaveAttribute("aria-live", "polite");
  await expectAccessible(page, "#watch");
});

test("the sheet lists the keys of every panel", async ({ page }) => {
  await open(page);
  await press(page, "?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const words of ["In the API tree", "In Send", "In Watch", "Older, newer exchange", "Previous method", "Redo, too"]) await expect(sheet).toContainText(words);
  const zoom = sheet.locator("dt", { hasText: "Zoom in, out" }).locator("+ dd");
  await expect(zoom.locator("kbd")).toHaveText(["+", "-", "0", "1"]);
});

test("the menu of a field names the key of this machine", async ({ page }) => {
  await open(page);
  await card(page, "Room").focus();
  await press(page, "Enter");
  await page.getByRole("button", { name: /^More for / }).last().click();
  await expect(page.getByRole("menuitem", { name: /^Up/ })).toHaveText("UpAlt ↑");
});

test("reset data can be taken back", async ({ page }) => {
  await open(page);
  const foot = () => page.locator(".foot").innerText();
  const seed = await foot();
  await send(page);
  const before = await foot();
  expect(before).not.toBe(seed);
  await command(page, "reset data");
  await expect.poll(foot).toBe(seed);
  await page.locator(".toast", { hasText: "Data is back to the seed." }).getByRole("button", { name: "Undo" }).click();
  await expect.poll(foot).toBe(before);
});

test("the palette finds views, steps and tabs by their names", async ({ page }) => {
  await open(page);
  await send(page);
  await command(page, "table");
  await expect(page.locator("#sketch-table")).toBeVisible();
  await command(page, "canvas");
  await expect(page.locator(".canvas")).toBeVisible();
  await command(page, "openapi text");
  await expect(page.getByRole("button", { name: "OpenAPI" })).toHaveAttribute("aria-pressed", "true");
  await command(page, "show the canvas");
  await command(page, "arrange");
  await expect(page.getByRole("button", { name: /^Undo: Arrange cards/ })).toBeVisible();
  await heading(page, "Watch").focus();
  await press(page, "Home");
  await command(page, "next step");
  await expect(page.locator(".seq li.is-now .no")).toHaveText("2");
  for (const [words, tab] of [["the headers", /^Headers/], ["raw", "Raw"], ["sequence", "Sequence"]] as const) {
    await command(page, words);
    await expect(page.locator("#watch").getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
  }
  await command(page, "pause");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
});

test.describe("splitters", () => {
  const design = (page: Page) => page.getByRole("separator", { name: "Design" });
  const now = async (page: Page) => Number(await design(page).getAttribute("aria-valuenow"));

  test("a double-click goes through sizes and back to the usual one", async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page);
    const usual = await now(page);
    const seen = [];
    for (let turn = 0; turn < 4; turn++) {
      await design(page).dblclick();
      await page.waitForTimeout(100);
      seen.push(await now(page));
    }
    expect(seen[1]).toBe(50);
    expect(seen[0]).toBeLessThan(50);
    expect(seen[2]).toBeGreaterThan(50);
    expect(seen[3]).toBe(usual);
  });

  test("limits are true, and so is the value of a folded side", async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page);
    await design(page).focus();
    await press(page, "Home");
    const least = Number(await design(page).getAttribute("aria-valuemin"));
    expect(least).toBeGreaterThan(10);
    expect(await now(page)).toBe(least);
    await press(page, "End");
    const most = Number(await design(page).getAttribute("aria-valuemax"));
    expect(most).toBeLessThan(90);
    expect(await now(page)).toBe(most);
    await press(page, "Enter");
    await expect.poll(() => now(page)).toBeLessThan(10);
    await press(page, "Enter");
    await expect.poll(() => now(page)).toBe(most);
  });
});
