// Score: findings with their costs, fixes that can be taken back, accepted findings.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

/** Opens a sample from the dialog, as a visitor does. */
async function openSample(page: Page, name: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(`open ${name}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
}

/** The design as the page would save it. */
async function documentText(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("export openapi");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("button", { name: /Roundtrip document/ }).click();
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const text = await readFile(await (await saving).path(), "utf8");
  await dialog.getByRole("button", { name: "Close" }).click();
  return text;
}

const panel = (page: Page) => page.getByRole("region", { name: "Score" });
const meter = (page: Page) => panel(page).getByRole("meter", { name: "Design score" });
const score = async (page: Page) => Number(await meter(page).getAttribute("aria-valuenow"));
const findings = (page: Page) => panel(page).getByRole("list", { name: "To fix, biggest gain first" }).locator("> li");

/** A design with one verb in a path, brought as a file is. */
async function bring(page: Page, name: string, paths: object) {
  const document = { openapi: "3.1.0", info: { title: name, version: "1" }, servers: [{ url: "https://api.example.com" }], paths };
  await page.locator("body").evaluate((body, text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "described.json", { type: "application/json" }));
    for (const type of ["dragenter", "dragover", "drop"]) body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }, JSON.stringify(document));
  await expect(page.locator(".design-name")).toHaveText(name);
  // What the document says and the design does not is told first.
  await page.getByRole("dialog", { name: "Open" }).getByRole("button", { name: "Close" }).click();
}

test("a fix that would make what is there already says so and shows both", async ({ page }) => {
  await open(page);
  const answers = (status: string) => ({ responses: { [status]: { description: "Done." } } });
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const call = (method: string, operationId: string) => ({ [method]: { operationId, summary: "A call.", parameters: [id], ...answers("200") } });
  await bring(page, "Doubled", {
    "/users/{id}": call("get", "readUser"),
    "/users/{id}/activate": call("post", "activate"),
    "/users/{id}/activation": call("post", "beginActivation"),
  });
  const row = findings(page).filter({ hasText: "verb-in-path" });
  await expect(row).toHaveCount(1);
  await row.locator(".issue-open").focus();
  await page.keyboard.press("x");
  const toast = page.getByText("Could not apply: POST /users/{id}/activation exists already.");
  await expect(toast).toBeVisible();
  await page.locator(".toast").filter({ has: toast }).getByRole("button", { name: "Show both" }).click();
  const places = row.locator(".where").first().getByRole("listitem");
  await expect(places.nth(0)).toContainText("/users/{id}/activate");
  await expect(places.nth(1)).toContainText("/users/{id}/activation");
  await expect(places.nth(1)).toContainText("stands where a fix would lead");
  await expect(row.locator(".issue-open")).toBeFocused();
  // The row says so by itself, for a pointer.
  await row.locator(".issue-open").click();
  await expect(row.locator(".where")).toHaveCount(0);
  await row.getByRole("button", { name: /^Show both: / }).click();
  await expect(places.nth(1)).toContainText("stands where a fix would lead");
  await expectAccessible(page, "#score");
});

test("a sound design scores high, a flawed one low, and says why", async ({ page }) => {
  await open(page);
  expect(await score(page)).toBeGreaterThanOrEqual(95);
  await expect(panel(page)).toContainText("Exemplary");
  await openSample(page, "Flawed shop");
  expect(await score(page)).toBeLessThan(50);
  await expect(meter(page)).toHaveAttribute("aria-valuetext", /of 100, Draft/);
  await expect(panel(page).getByRole("list", { name: "Richardson maturity level" })).toContainText("L3");
  await expect(panel(page)).toContainText("to reach level 2");
  await expect.poll(() => findings(page).count()).toBeGreaterThan(30);
  const gains = await findings(page).locator(".gain [aria-hidden]").allTextContents();
  const points = gains.map(Number);
  expect(points).toEqual([...points].sort((a, b) => b - a));
  await expect(panel(page).locator(".bar")).toContainText(/\d+ rules: \d+ pass, \d+ to fix, \d+ do not apply/);
});

test("an opened finding says where, why, how to mend it and what it costs", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const row = findings(page).filter({ hasText: "Verb in the path" }).first();
  await row.getByRole("button", { name: "Verb in the path" }).first().click();
  await expect(row.getByRole("heading", { name: "Where" })).toBeVisible();
  await expect(row.getByRole("link", { name: "RFC 9110 section 3.1" })).toHaveAttribute("href", /rfc9110#section-3\.1$/);
  await expect(row).toContainText("Guide: question 10");
  await expect(row).toContainText(/Weight \d+ of \d+ in all, \d+ of \d+ sites fails?\. Each costs 100 × /);
  await expect(row).toContainText("Review first: a client of the API may notice.");
  const diff = row.getByRole("list", { name: "Before and after" });
  await expect(diff.getByRole("listitem").filter({ hasText: "Before:" })).toContainText("POST /order/{id}/cancel");
  await expect(diff.getByRole("listitem").filter({ hasText: "After:" })).toContainText("POST /order/{id}/cancellation");
  await page.keyboard.press("Escape");
  await expect(row.getByRole("heading", { name: "Where" })).toBeHidden();
});

test("one press mends the top finding, one press takes it back to the byte", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const before = await documentText(page);
  const low = await score(page);
  await findings(page).first().getByRole("button", { name: /^Fix: / }).click();
  await expect.poll(() => score(page)).toBeGreaterThan(low);
  await expect(page.getByRole("status").filter({ hasText: /Fixed: / })).toContainText(/Score \d+, \+\d+/);
  await expect(findings(page).first().locator(".issue-open"), "the next finding has the focus").toBeFocused();
  expect(await documentText(page)).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => score(page)).toBe(low);
  expect(await documentText(page)).toBe(before);
});

test("fix after fix can be applied and taken back", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const low = await score(page);
  const count = await findings(page).count();
  for (let index = 0; index < 8; index += 1) {
    const title = findings(page).nth(index).locator(".issue-open");
    await title.focus();
    await page.keyboard.press("x");
    await expect(page.getByRole("button", { name: /^Undo: Fix: / })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: /^Redo: Fix: / })).toBeVisible();
    await expect(findings(page)).toHaveCount(count);
    expect(await score(page)).toBe(low);
  }
  await expect(page.locator(".toast-error")).toHaveCount(0);
});

test("a long list of findings is drawn piece by piece, the costliest first", async ({ page }) => {
  await open(page);
  const names = Array.from({ length: 80 }, (_, place) => `thing${String.fromCharCode(97 + (place % 26), 97 + Math.floor(place / 26))}`);
  const operation = { responses: { 200: { description: "ok" } } };
  const paths = Object.fromEntries(names.flatMap((name) => [[`/${name}s`, { get: operation, post: operation }], [`/${name}s/{id}`, { get: operation }]]));
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Many things", version: "1" }, paths });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Open" }).getByLabel("Open a file").setInputFiles({ name: "many.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(page.getByRole("dialog", { name: "Open" }).getByRole("alert")).toContainText("Opened.");
  await expect(page.getByRole("button", { name: "Many things", exact: true, includeHidden: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(findings(page)).toHaveCount(150);
  await panel(page).getByRole("button", { name: /^Show 150 of \d+ more$/ }).click();
  await expect(findings(page)).toHaveCount(300);
  await expect(findings(page).nth(150).locator(".issue-open")).toBeFocused();
});

test("what passes is listed when it is opened", async ({ page }) => {
  await open(page);
  const group = panel(page).locator(".group").filter({ hasText: "Passed" });
  await expect(group.getByRole("listitem")).toHaveCount(0);
  await group.locator("summary").click();
  const count = Number(await group.locator("summary .n").textContent());
  expect(count).toBeGreaterThan(20);
  await expect(group.getByRole("listitem")).toHaveCount(count);
});

test("safe fixes are applied together, as one step", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const before = await documentText(page);
  const low = await score(page);
  const button = panel(page).getByRole("button", { name: /^Apply \d+ safe fixes$/ });
  await button.click();
  // What they would do is listed first, with what it makes of the score; nothing has happened yet.
  const dialog = page.getByRole("dialog", { name: /^Apply \d+ safe fixes$/ });
  await expect(dialog.getByText(/^No client can notice these: .+ Score \d+, \+\d+\.$/)).toBeVisible();
  const count = Number((await dialog.getByRole("heading").first().textContent())!.match(/\d+/)![0]);
  await expect(dialog.getByRole("listitem")).toHaveCount(count);
  await expectAccessible(page, "dialog");
  expect(await score(page)).toBe(low);
  const promised = Number((await dialog.getByText(/Score \d+/).textContent())!.match(/Score (\d+)/)![1]);
  await page.keyboard.press("Enter");
  await expect(page.locator(".toast").filter({ hasText: "safe fixes" })).toContainText(/Applied \d+ safe fixes\. Score \d+, \+\d+/);
  expect(await score(page)).toBe(promised);
  expect(await score(page)).toBeGreaterThan(low + 5);
  await expect(panel(page)).toContainText(/\+\d+ since opening/);
  await page.locator(".toast").filter({ hasText: "safe fixes" }).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => score(page)).toBe(low);
  expect(await documentText(page)).toBe(before);
});

test("a message's Undo goes once it would take back something else", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const offers = page.locator(".toast").getByRole("button", { name: "Undo" });
  await findings(page).first().getByRole("button", { name: /^Fix: / }).click();
  const first = (await page.locator(".toast").filter({ hasText: /^Fixed: / }).locator("p").textContent())!;
  await findings(page).first().getByRole("button", { name: /^Fix: / }).click();
  await expect(page.locator(".toast").filter({ hasText: first })).toHaveCount(0);
  await expect(offers).toHaveCount(1);
  await expect(page.locator(".toast").filter({ has: page.getByRole("button", { name: "Undo" }) })).toContainText("Fixed: ");
});

test("a finding is accepted with a reason, listed, and opened again", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const low = await score(page);
  const count = await findings(page).count();
  const row = findings(page).first();
  await row.locator(".issue-open").click();
  await row.getByRole("button", { name: "Accept…" }).click();
  const reason = row.getByRole("textbox", { name: "Why is it right here" });
  await expect(reason).toBeFocused();
  await row.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(row).toContainText("Write the reason first.");
  await reason.fill("The old clients cannot be changed before March.");
  await row.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(findings(page)).toHaveCount(count - 1);
  expect(await score(page)).toBeGreaterThan(low);
  await panel(page).locator("summary").filter({ hasText: "Accepted" }).click();
  await expect(panel(page)).toContainText("The old clients cannot be changed before March.");
  expect(await documentText(page)).toContain("The old clients cannot be changed before March.");
  await panel(page).getByRole("button", { name: /^Reopen: / }).click();
  await expect(findings(page)).toHaveCount(count);
  expect(await score(page)).toBe(low);
});

test("the list is worked through with the keyboard alone", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const low = await score(page);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { name: "Score", exact: true })).toBeFocused();
  const titles = page.locator(".issue-open");
  for (let steps = 0; steps < 6 && !(await titles.first().evaluate((title) => title === document.activeElement)); steps += 1) await page.keyboard.press("Tab");
  await expect(titles.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(titles.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(titles.first()).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("x");
  await expect.poll(() => score(page)).toBeGreaterThan(low);
  await expect(titles.first()).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByRole("textbox", { name: "Why is it right here" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(titles.first()).toBeFocused();
});

test("where it is: a press selects it or opens the policy", async ({ page }) => {
  await open(page);
  await openSample(page, "Flawed shop");
  const row = findings(page).filter({ hasText: "Error inside a 200" }).first();
  await row.locator(".issue-open").click();
  await row.getByRole("button", { name: "Policies › Errors" }).click();
  const drawer = page.getByRole("dialog", { name: "Server policies" });
  await expect(drawer.locator("summary").filter({ hasText: "Errors" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row.getByRole("button", { name: "Policies › Errors" })).toBeFocused();
});

test("an empty design has no number", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Hotel booking" }).click();
  await page.getByRole("dialog", { name: "Open" }).getByRole("button", { name: /New design/ }).click();
  await expect(panel(page)).toContainText("The score starts with your first endpoint.");
  await expect(meter(page)).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`Score is accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await open(page);
      await openSample(page, "Flawed shop");
      if (viewport.width < 1060) await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Score" }).click();
      await page.locator(".issue-open").first().click();
      await page.getByRole("button", { name: "Accept…" }).click();
      await page.locator(".group").filter({ hasText: "Passed" }).locator("summary").click();
      await expectAccessible(page, "#score");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
    });
  }
}

test("the score says how it moved since the last named version, and one line is left where it is folded", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("versions and other designs");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Keep version" }).click();
  await expect(page.getByRole("list", { name: "Versions" })).toContainText("v1");
  await page.keyboard.press("Escape");
  await expect(page.locator(".top .chip")).toHaveText("v1");
  await panel(page).getByRole("button", { name: /^Fix: / }).first().click();
  await expect(panel(page).locator(".gauge")).toContainText(/\+\d since v1/);
  await expect(page.locator(".top .chip")).toHaveText("v1, changed");
  await page.keyboard.press("Control+z");
  await expect(page.locator(".top .chip")).toHaveText("v1");
  const number = await score(page);
  const top = await panel(page).locator(".issue-open").first().evaluate((title) => title.lastChild!.textContent);
  await page.getByRole("separator", { name: "Sketch", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page).locator(".score-1")).toBeVisible();
  await expect(panel(page).locator(".score-1")).toContainText(`${number} `);
  await expect(panel(page).locator(".score-1")).toContainText(top!);
});
