// The Watch panel: the answer and its reason, without a further press.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const sendPanel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const panel = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });
const head = (page: Page) => panel(page).locator(".head");
const why = (page: Page) => panel(page).getByRole("region", { name: /^Why/ });
const headers = (page: Page) => panel(page).getByRole("region", { name: /^Response headers/ });
const send = (page: Page) => sendPanel(page).getByRole("button", { name: /^Send( |$)/ }).first().click();
const pick = (page: Page, client: string) => sendPanel(page).getByRole("button", { name: client, exact: true }).click();
const load = async (page: Page, method: string, target: string) => {
  await sendPanel(page).getByRole("combobox", { name: "Method" }).selectOption(method);
  await sendPanel(page).getByRole("textbox", { name: /Path and query/ }).fill(target);
};

test("before the first answer there is one thing to press", async ({ page }) => {
  await open(page);
  await expect(panel(page).getByText("Nothing sent yet.")).toBeVisible();
  await panel(page).getByRole("button", { name: "Send POST /v1/bookings" }).click();
  await expect(head(page)).toContainText("201 Created");
  await expect(panel(page).getByRole("status").first()).toContainText(/201 Created\. Booking bk_\w+ created\./);
});

test("the same booking again is a conflict, and its reason is in sight", async ({ page }) => {
  await open(page);
  await send(page);
  await expect(panel(page).getByRole("list", { name: "Preflight" })).toBeVisible();
  await send(page);
  await expect(head(page)).toContainText("409 Conflict");
  await expect(head(page)).toContainText("Room unavailable for these dates");
  await expect(panel(page).getByRole("status").first()).toHaveText("409 Conflict. Room unavailable for these dates. Stopped at Conflict.");
  await expect(panel(page).locator(".note.bad .box")).toContainText(/Room taken by bk_\w+/);
  const stop = why(page).getByRole("listitem").filter({ hasText: "Stopped here: Conflict" });
  await expect(stop).toBeInViewport();
  await expect(stop).toContainText("Expected");
  await expect(stop.getByRole("link", { name: "RFC 9110 section 15.5.10" })).toHaveAttribute("href", "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.10");
  await expect(headers(page).getByText("RFC 9457: every error has the same shape.")).toBeInViewport();
  await expect(why(page).getByText("not reached, nor 4 more")).toBeVisible();
});

test("the type of a problem opens its page, and closing it leaves the address clean", async ({ page }) => {
  await open(page);
  await send(page);
  await send(page);
  await panel(page).getByRole("tab", { name: "Body" }).click();
  await panel(page).getByRole("link", { name: /problems\/overlap/ }).click();
  const dialog = page.getByRole("dialog", { name: "The time is already taken" });
  await expect(dialog).toContainText("What to do");
  await expect(dialog.getByRole("region", { name: "Example" })).toContainText("conflictsWith");
  await expect(page).toHaveURL(/#\/problem\/overlap$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/#/);
});

test("a preflight is a group of its own, and its step has its own reasons", async ({ page }) => {
  await open(page);
  await send(page);
  const preflight = panel(page).getByRole("list", { name: "Preflight" });
  await expect(preflight).toContainText("authorization, content-type needs permission");
  await expect(preflight).toContainText("may I POST with 2 headers?");
  await expect(panel(page).getByRole("list", { name: "Participants" }).getByRole("listitem")).toHaveText(["Page", "Browser", "API this tab"]);
  await preflight.getByRole("button", { name: "Step 2" }).click();
  await expect(why(page).getByRole("heading")).toContainText("Why 204?");
  await expect(headers(page).getByText("access-control-allow-methods:")).toBeVisible();
  const row = panel(page).getByRole("row").filter({ hasText: "preflight of 1" });
  await expect(row).toContainText("OPTIONS");
});

test("a program has no browser between", async ({ page }) => {
  await open(page);
  await pick(page, "Travel agency");
  await send(page);
  await expect(panel(page).getByRole("list", { name: "Participants" }).getByRole("listitem")).toHaveText(["Program", "API this tab"]);
  await expect(head(page)).toContainText("201 Created");
});

test("an unknown page is blocked; the fix lets it through and can be taken back", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels");
  await pick(page, "Unknown page");
  await send(page);
  await expect(head(page)).toContainText("The browser blocked this answer");
  await expect(head(page)).toContainText("opaque to the page");
  await expect(head(page).locator(".is-struck")).toHaveText("200 OK");
  await expect(why(page).getByRole("heading")).toContainText("Why blocked?");
  await expect(panel(page).getByText("The API did not allow https://elsewhere.example", { exact: false })).toBeVisible();
  await panel(page).getByRole("button", { name: "Allow this origin" }).click();
  await panel(page).getByRole("button", { name: "Send it again" }).click();
  await expect(head(page)).toContainText("200 OK");
  await expect(head(page)).not.toContainText("blocked");
  await page.getByRole("button", { name: /^Undo:/ }).click();
  await send(page);
  await expect(head(page)).toContainText("The browser blocked this answer");
});

test("a refused method is allowed by its own fix", async ({ page }) => {
  await open(page);
  await load(page, "", "/v1/hotels");
  await sendPanel(page).getByRole("textbox", { name: "Other method" }).fill("PURGE");
  await send(page);
  await expect(head(page)).toContainText("The browser blocked this request");
  await panel(page).getByRole("button", { name: "Allow PURGE" }).click();
  await panel(page).getByRole("button", { name: "Send it again" }).click();
  await expect(head(page)).toContainText("501 Not Implemented");
});

test("the cause of an answer that is no success needs no further press", async ({ page }) => {
  await open(page);
  const cases: [string, string, string, string][] = [
    ["GET", "/v1/nowhere", "404", "Route"],
    ["GET", "/v1/hotels/ht_0", "404", "Lookup"],
    ["PUT", "/v1/hotels", "405", "Route"],
    ["DELETE", "/v1/bookings/bk_7q2m", "403", "Authorization"],
    ["PATCH", "/v1/bookings/bk_7q2m", "428", "Preconditions"],
  ];
  for (const [method, target, status, stage] of cases) {
    await load(page, method, target);
    if (method === "PATCH") {
      await sendPanel(page).getByRole("tab", { name: "Headers" }).click();
      await sendPanel(page).getByRole("textbox", { name: /^Value of content-type/ }).fill("application/merge-patch+json");
    }
    await send(page);
    await expect(head(page), `${method} ${target}`).toContainText(status);
    await expect(why(page).getByText(`Stopped here: ${stage}`)).toBeInViewport();
    await expect(headers(page).getByRole("listitem").locator("p").first()).toBeInViewport();
    await expect(panel(page).getByRole("status").first()).toContainText(`Stopped at ${stage}.`);
  }
});

test("a header field shows the line of the trace that set it, and the step that carries it", async ({ page }) => {
  await open(page);
  await send(page);
  await send(page);
  await expect(head(page)).toContainText("409 Conflict");
  const line = (name: string) => headers(page).getByRole("listitem").filter({ hasText: name });
  const marked = why(page).locator("li.is-on");
  await line("access-control-allow-origin").getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText("CORS");
  await expect(marked).toBeInViewport();
  await expect(panel(page).locator('[aria-current="step"]')).toContainText("409");
  await line("content-type").getByRole("button").press("Enter");
  await expect(marked).toContainText("Conflict");
  await expectAccessible(page, "#watch");
  await line("content-type").getByRole("button").press("Enter");
  await expect(marked).toHaveCount(0);
  // The next exchange begins without a mark.
  await line("content-type").getByRole("button").press("Enter");
  await send(page);
  await expect(marked).toHaveCount(0);
});

test("steps are walked by keyboard", async ({ page }) => {
  await open(page);
  await send(page);
  await expect(panel(page).getByText("Step 6 of 8")).toBeVisible();
  await page.locator("#step-5").focus();
  const current = panel(page).locator('[aria-current="step"]');
  await page.keyboard.press("ArrowLeft");
  await expect(current).toContainText("Browser to API:");
  await expect(page.locator("#step-4")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(panel(page).getByText("Step 1 of 8")).toBeVisible();
  await expect(current).toContainText("Page to browser:");
  await page.keyboard.press("End");
  await expect(current).toContainText("readable by the page");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await expect(panel(page).getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(panel(page).getByText("Step 2 of 8")).toBeVisible({ timeout: 3000 });
  await page.keyboard.press("Space");
  await expect(panel(page).getByRole("button", { name: "Play steps" })).toBeVisible();
});

test("the traffic shows an earlier exchange by click and by keyboard", async ({ page }) => {
  await open(page);
  await send(page);
  await load(page, "GET", "/v1/hotels");
  await send(page);
  await expect(head(page)).toContainText("200 OK");
  await panel(page).getByRole("button", { name: "/v1/bookings", exact: true }).click();
  await expect(head(page)).toContainText("201 Created");
  await page.keyboard.press("ArrowUp");
  await expect(head(page)).toContainText("200 OK");
  await page.keyboard.press("ArrowDown");
  await expect(head(page)).toContainText("201 Created");
});

test("the rule of a reason can be reached", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels?surprise=1");
  await send(page);
  await expect(head(page)).toContainText("400 Bad Request");
  await expect(why(page).getByRole("heading")).toContainText("Why 400?");
  await load(page, "PUT", "/v1/hotels");
  await send(page);
  await sendPanel(page).getByRole("tab", { name: "Auth" }).click();
  await sendPanel(page).getByRole("checkbox", { name: "Send credentials" }).uncheck();
  await load(page, "GET", "/v1/bookings");
  await send(page);
  await expect(why(page).getByRole("button", { name: "Edit this rule" })).toHaveAttribute("title", /Policies › Authentication/);
});

test("raw is what curl prints; the body folds", async ({ page }) => {
  await open(page);
  await send(page);
  await panel(page).getByRole("tab", { name: "Raw" }).click();
  const raw = panel(page).getByRole("region", { name: "Both messages" });
  await expect(raw).toContainText("> POST /v1/bookings HTTP/1.1");
  await expect(raw).toContainText("< HTTP/1.1 201 Created");
  await panel(page).getByRole("tab", { name: "Body" }).click();
  await expect(panel(page).getByText('"held"')).toBeVisible();
  await panel(page).locator(".json summary").first().click();
  await expect(panel(page).getByText('"held"')).toBeHidden();
  await panel(page).getByRole("tab", { name: /^Headers/ }).click();
  await expect(panel(page).getByText("Where the new booking lives.")).toBeVisible();
});

test("a thousand exchanges stay quick", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await load(page, "GET", "/v1/hotels/ht_12");
  await page.evaluate(async () => {
    const button = document.querySelector<HTMLButtonElement>(".send .btn-main")!;
    for (let index = 0; index < 1000; index++) {
      button.click();
      if (index % 50 === 0) await new Promise((done) => setTimeout(done, 0));
    }
  });
  // So many in a second are told together.
  await panel(page).getByRole("button", { name: "One by one" }).click({ timeout: 60_000 });
  await expect(panel(page).getByRole("table", { name: "Traffic, newest first" })).toHaveAttribute("aria-rowcount", "1002", { timeout: 60_000 });
  expect(await panel(page).locator(".log tbody tr").count(), "rows in sight and around").toBeLessThanOrEqual(200);
  const took = await page.evaluate(async () => {
    const start = performance.now();
    document.querySelector<HTMLButtonElement>(".send .btn-main")!.click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return performance.now() - start;
  });
  console.log(`one more of a thousand: ${took.toFixed(0)} ms to the next frame`);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`every tab is accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
      test.slow(); // axe looks at many states
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await open(page);
      const phone = viewport.width < 641;
      const go = async (name: string) => {
        if (phone) await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name }).click();
      };
      await go("Watch");
      await expectAccessible(page, "#watch");
      await send(page);
      await send(page);
      await expect(head(page)).toContainText("409 Conflict");
      for (const name of ["Sequence", "Headers", "Body", "Raw"]) {
        await panel(page).getByRole("tab", { name: new RegExp(`^${name}`) }).click();
        await expectAccessible(page, "#watch");
      }
      await go("Send");
      if (phone) await sendPanel(page).getByRole("combobox", { name: "Client" }).selectOption("Unknown page");
      else await pick(page, "Unknown page");
      await send(page);
      await panel(page).getByRole("tab", { name: /^Sequence/ }).click();
      await expect(panel(page).getByRole("button", { name: "Allow this origin" })).toBeVisible();
      await expectAccessible(page, "#watch");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
    });
  }
}
