// Flows with a budget of actions: an action is one press, of a key chord or of a pointer. Typing a word counts as one.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

/** Counts what is pressed. */
function counted(page: Page) {
  let actions = 0;
  return {
    press: async (keys: string) => (actions++, page.keyboard.press(keys)),
    click: async (name: string | RegExp, role: "button" | "link" | "tab" = "button") => (actions++, page.getByRole(role, { name }).first().click()),
    type: async (text: string) => (actions++, page.keyboard.type(text)),
    spent: () => actions,
  };
}

test("F3: a 409 is understood with nothing pressed after Send", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".head")).toContainText("201");
  const hand = counted(page);
  await hand.press("Control+Enter");
  await expect(page.locator(".head")).toContainText("409 Conflict");
  const watch = page.getByRole("region", { name: "Watch", exact: true });
  await expect(watch.locator(".head")).toContainText("Room unavailable for these dates");
  await expect(watch.getByRole("heading", { name: /^Why 409\?/ })).toBeInViewport();
  await expect(watch.getByText("Stopped here: Conflict")).toHaveCount(1);
  await expect(watch.getByRole("button", { name: "Edit this rule" })).toBeInViewport();
  await expect(watch.getByText(/^no overlap with/)).toBeInViewport();
  expect(hand.spent()).toBe(1);
});

test("F4: the preflight is there at once, and each press tells one step", async ({ page }) => {
  await open(page);
  const hand = counted(page);
  await hand.press("Control+Enter");
  const preflight = page.getByRole("list", { name: "Preflight" });
  await expect(preflight).toBeVisible();
  expect(hand.spent()).toBe(1);
  await page.locator(".seq li .hit").first().focus();
  await hand.press("Home");
  await hand.press("ArrowRight");
  await expect(preflight.locator("li.is-now")).toContainText("OPTIONS");
  await hand.press("ArrowRight");
  await expect(preflight.locator("li.is-now")).toContainText("204");
  await expect(page.getByRole("region", { name: /^Why 204/ })).toBeVisible();
});

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("F12: a link is shared in two presses", async ({ page }) => {
    await open(page);
    const hand = counted(page);
    await hand.click("Share");
    await hand.press("Enter");
    await expect(page.getByRole("dialog", { name: "Share" }).getByRole("status")).toHaveText(/^Copied the link/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#d1\./);
    expect(hand.spent()).toBeLessThanOrEqual(2);
  });
});

test("F14: the exchange is presented in one press", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".head")).toContainText("201");
  const hand = counted(page);
  await hand.click("Present");
  await expect(page.locator("html")).toHaveAttribute("data-mode", "present");
  expect(hand.spent()).toBe(1);
});

test("F18: an OpenAPI file is imported by dropping it anywhere", async ({ page }) => {
  await open(page);
  const text = "openapi: 3.1.0\ninfo: { title: Dropped, version: '1' }\npaths:\n  /things:\n    get:\n      responses: { '200': { description: All } }\n";
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "openapi.yaml", { type: "application/yaml" }));
    for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
  }, text);
  await expect(page.locator(".design-name")).toHaveText("Dropped");
});

test("1,000 exchanges: few rows are drawn, and the list scrolls without long pauses", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await page.getByRole("textbox", { name: /Path and query/ }).fill("/v1/nothing");
  for (let sent = 0; sent < 1000; sent++) await page.keyboard.press("Control+Enter");
  const table = page.getByRole("table", { name: "Traffic, newest first" });
  // A fast machine sends more in a second than is told row by row.
  const each = page.getByRole("button", { name: "One by one" });
  if (await each.isVisible()) await each.click();
  await expect(table).toHaveAttribute("aria-rowcount", /^1\d{3}$/);
  expect(await table.locator("tbody tr").count()).toBeLessThan(200);
  const longest = await page.evaluate(async () => {
    const list = document.querySelector(".log")!;
    let longest = 0;
    let last = performance.now();
    for (let at = 0; at < list.scrollHeight; at += 600) {
      list.scrollTop = at;
      await new Promise(requestAnimationFrame);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
  expect(longest, "the longest pause between two frames, in milliseconds").toBeLessThan(250);
  await page.evaluate(() => (document.querySelector(".log")!.scrollTop = 1e9));
  await expect(table.getByRole("row").filter({ hasText: /^1GET|^1 / }).first()).toBeVisible();
});

test("a second with more than fifty exchanges is one row, and the list can be paused", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await page.getByRole("textbox", { name: /Path and query/ }).fill("/v1/nothing");
  const many = () =>
    page.evaluate(() => {
      const key = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
      for (let sent = 0; sent < 240; sent++) document.body.dispatchEvent(new KeyboardEvent("keydown", key));
    });
  await many();
  const table = page.getByRole("table", { name: "Traffic, newest first" });
  const second = table.getByRole("button", { name: /^\d+ exchanges in the second \d\d:\d\d:\d\d: \d+ answered 4xx/ });
  await expect(second.first()).toBeVisible();
  expect(await table.locator("tbody tr").count()).toBeLessThan(110);
  const pause = page.getByRole("button", { name: /^(Pause|Resume)/ });
  await pause.click();
  const rows = await table.locator("tbody tr").allTextContents();
  await many();
  await expect(pause).toHaveText("Resume, 240 new");
  expect(await table.locator("tbody tr").allTextContents(), "paused, nothing moves").toEqual(rows);
  await second.first().focus();
  await page.keyboard.press("Enter");
  await expect(second.first()).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".watch .head")).toContainText("404 Not Found");
  await expectAccessible(page);
  await pause.click();
  await expect(pause).toHaveText("Pause");
  await page.getByRole("button", { name: "One by one" }).click();
  await expect(table).toHaveAttribute("aria-rowcount", /^48[12]$/);
  await expect(second).toHaveCount(0);
});

test("while exchanges come faster than anybody reads, Watch stays with one of them and a summary is spoken", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await page.getByRole("textbox", { name: /Path and query/ }).fill("/v1/nothing");
  await page.evaluate(() => {
    const key = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    for (let sent = 0; sent < 150; sent++) document.body.dispatchEvent(new KeyboardEvent("keydown", key));
  });
  await expect(page.locator(".log").getByRole("status").first()).toHaveText(/^\d+ exchanges in the second .+: \d+ answered 4xx/);
  await page.getByRole("button", { name: "One by one" }).click();
  const table = page.getByRole("table", { name: "Traffic, newest first" });
  const shown = await table.locator('button[aria-current="true"]').getAttribute("id");
  expect(Number(shown?.slice(2)), "the newest of 150 is not the one in Watch").toBeLessThan(150);
  // One more, at a person's pace, is followed again.
  await page.waitForTimeout(2100);
  await page.keyboard.press("Control+Enter");
  await expect(table.locator("#x-151")).toHaveAttribute("aria-current", "true");
});

test("the first answers are introduced by three quiet labels, one at a time, each until its place is used", async ({ page }) => {
  await open(page);
  const label = page.locator(".intro");
  await expect(label).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(label).toHaveText("This is why");
  await expect(page.getByRole("heading", { name: "Why 201?", exact: true })).toBeVisible();
  await expectAccessible(page, "#watch");
  // Another answer changes nothing; using the place does.
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#t-why .intro")).toHaveText("This is why");
  await page.locator("#t-why").click();
  await expect(page.locator("#t-hdr .intro")).toHaveText("Every header explained");
  await expect(label).toHaveCount(1);
  await page.reload();
  await started(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#t-hdr .intro")).toBeVisible();
  await page.locator("#t-hdr").click();
  await expect(page.locator("#t-score .intro")).toHaveText("Your design's weak points");
  await page.locator("#t-score").click();
  await expect(label).toHaveCount(0);
  await page.reload();
  await started(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".watch .head")).toBeVisible();
  await expect(label).toHaveCount(0);
});

test("a teacher's link leaves the labels out", async ({ page }) => {
  await open(page, { query: "intro=0" });
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".watch .head")).toBeVisible();
  await page.waitForTimeout(300);
  await expect(page.locator(".intro")).toHaveCount(0);
});

test("the traffic is filtered by client, status and path", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".head")).toContainText("409");
  const rows = page.getByRole("table", { name: "Traffic, newest first" }).locator("tbody tr:not(.child, .pad)");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: /^Filter/ }).click();
  const filter = page.getByRole("search", { name: "Filter the traffic" });
  await filter.getByLabel("Status").selectOption("4xx the request");
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Filter, 1 of 2" })).toBeVisible();
  await filter.getByLabel("Path").fill("rooms");
  await expect(rows).toHaveCount(0);
  await expect(page.getByText("No exchange fits the filter.")).toBeVisible();
  await filter.getByRole("button", { name: "Show all" }).click();
  await expect(rows).toHaveCount(2);
});

test("the content says what differs from the last answer of the same URL", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Method" }).selectOption("GET");
  await page.getByRole("textbox", { name: /Path and query/ }).fill("/v1/nothing");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await page.locator("#watch").getByRole("tab", { name: "Body" }).click();
  await expect(page.getByText("The same content as in #1")).toBeVisible();
});
