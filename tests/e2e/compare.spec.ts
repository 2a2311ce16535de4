// Compare: two versions side by side, what breaks whom, shown by running, softened as one step; a place of its own with an address.
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, expectAccessible, open, started, test } from "./roundtrip";

const place = (page: Page) => page.locator("main.compare");
const counts = (page: Page) => place(page).getByRole("status").first();
const change = (page: Page, name: RegExp) => place(page).getByRole("region", { name: "Changes" }).getByRole("button", { name });
const detail = (page: Page) => place(page).getByRole("region", { name: "The chosen change" });
const hash = (page: Page) => new URL(page.url()).hash;
const link = (page: Page, name: string) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

/** The exported design of the page, changed. */
async function saved(page: Page, edit: (design: any) => void) {
  await run(page, "export openapi");
  await page.getByRole("button", { name: "Roundtrip document" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Download" }).click();
  const document = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  await page.keyboard.press("Escape");
  edit(document.design);
  return JSON.stringify(document);
}

async function compareWith(page: Page, text: string) {
  await place(page).getByRole("button", { name: "Another old version" }).click();
  await place(page).getByLabel("A text, or a link").fill(text);
  await place(page).getByRole("button", { name: "Compare with it" }).click();
}

async function bring(page: Page, side: "old" | "new", name: string, text: string) {
  await place(page).getByRole("button", { name: `Another ${side} version` }).click();
  await place(page).getByLabel(`A file as the ${side} version`).setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

function older(design: any) {
  const guest = design.resources.find((resource: any) => resource.name === "Guest");
  guest.fields.push({ name: "nickname", kind: { type: "string" } });
  design.endpoints.find((endpoint: any) => endpoint.id === "createGuest").path = "/addGuest";
}

test("it has an address: the link, Back and Forward, Escape", async ({ page }) => {
  await open(page);
  await link(page, "Compare").click();
  await expect(place(page)).toBeVisible();
  await expect(page.locator("main.work")).toBeHidden();
  await expect(link(page, "Compare")).toHaveAttribute("aria-current", "page");
  await expect(place(page).getByRole("heading", { level: 1 })).toBeFocused();
  expect(hash(page)).toBe("#/compare");
  await page.goBack();
  await expect(page.locator("main.work")).toBeVisible();
  await expect(place(page)).toBeHidden();
  await page.goForward();
  await expect(place(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(place(page)).toBeHidden();
  expect(hash(page)).toBe("");
  await run(page, "compare versions");
  await expect(place(page)).toBeVisible();
  expect(hash(page)).toBe("#/compare");
  await page.reload();
  await started(page);
  await expect(place(page)).toBeVisible();
  await link(page, "Workspace").click();
  await expect(page.locator("main.work")).toBeVisible();
  await page.goBack();
  await expect(place(page)).toBeVisible();
});

test("without a version it offers to name this one; then one press shows what breaks", async ({ page }) => {
  await open(page, { fragment: "/compare" });
  await expect(place(page)).toContainText("No difference.");
  await expect(place(page)).toContainText("Name this version first");
  await expectAccessible(page, "main.compare");
  await place(page).getByRole("button", { name: "Name it v1" }).click();
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("v1");
  await expect(place(page).getByRole("button", { name: "Name it v1" })).toHaveCount(0);
  await expect.poll(() => hash(page)).toBe("#/compare/v1");
  await page.keyboard.press("Escape");
  await expect(page.locator("main.work")).toBeVisible();
  // F15: Compare is one action, and the named version is the old one.
  await link(page, "Compare").click();
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("v1");
  await expect(place(page)).toContainText("Clients of the old version go on with the new one.");
  await page.goto("about:blank");
  await open(page, { fragment: "/compare/v1" });
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("v1");
});

test("F15: what breaks from v1 to v2, in one press", async ({ page }) => {
  await open(page);
  const second = await saved(page, older);
  await run(page, "versions and other designs");
  await page.getByRole("dialog", { name: "Versions" }).getByRole("textbox").fill("v1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Versions" }).getByRole("status")).toHaveText("Kept as v1.");
  await page.keyboard.press("Escape");
  await run(page, "open a sample or a file");
  await page.getByLabel("Paste a document or a curl command").fill(second);
  await page.getByRole("button", { name: "Open text" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await link(page, "Compare").click();
  await expect(counts(page)).toContainText(/[1-9]\d* breaking/);
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("v1");
  await expect(change(page, /POST \/v1\/guests moved to POST \/v1\/addGuest/)).toBeVisible();
  await expect(detail(page)).toContainText("Who breaks");
});

test("a path that moved breaks old clients, is shown, and is softened as one step", async ({ page }) => {
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await compareWith(page, text);
  await expect(counts(page)).toContainText("2 breaking");
  await expect(place(page)).toContainText("Next version: 2.0.0 (major).");
  await change(page, /POST \/v1\/addGuest moved to POST \/v1\/guests/).click();
  await expect(detail(page)).toContainText("get 404 Not Found");
  await expect(detail(page).getByRole("region", { name: "The old request" })).toContainText("POST /v1/addGuest");
  await expect(detail(page)).toContainText("201 Created");
  await expect(detail(page).getByRole("region", { name: "The new server" })).toContainText("problem+json");
  await expectAccessible(page, "main.compare");
  await detail(page).getByRole("button", { name: "Soften it" }).click();
  await expect(change(page, /moved to/)).toHaveCount(0);
  await expect(counts(page)).toContainText("1 breaking");
  await place(page).getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("Control+z");
  await expect(change(page, /moved to/)).toHaveCount(1);
  await expect(counts(page)).toContainText("2 breaking");
});

test("by keyboard alone: choose, go through the changes, take the guide away", async ({ page }) => {
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await place(page).getByRole("button", { name: "Another old version" }).focus();
  await page.keyboard.press("Enter");
  await place(page).getByLabel("A text, or a link").focus();
  await page.keyboard.insertText(text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const first = place(page).locator("#cmp-0");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await expect(place(page).locator("#cmp-1")).toBeFocused();
  await expect(place(page).locator("#cmp-1")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();
  const download = page.waitForEvent("download");
  await place(page).getByRole("button", { name: "Download guide" }).focus();
  await page.keyboard.press("Enter");
  const guide = readFileSync(await (await download).path(), "utf8");
  expect(guide).toContain("# Moving to Hotel booking 2.0.0");
  expect(guide).toContain("Do this: call the new path.");
});

const api = (version: string, title: object, extra: object = {}) =>
  JSON.stringify({
    openapi: "3.0.3",
    info: { title: "Books", version },
    paths: { "/books": { get: { operationId: "listBooks", parameters: [], responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Book" } } } } } }, ...extra } } },
    components: { schemas: { Book: { type: "object", properties: { id: { type: "string" }, title } } } },
  });

test("two documents in OpenAPI are compared as they stand, not as the designs they give", async ({ page }) => {
  await open(page, { fragment: "/compare" });
  await bring(page, "old", "v1.json", api("1.4.0", { type: "string" }));
  await bring(page, "new", "v2.json", api("1.5.0", { type: "string", contentEncoding: "base64" }, { description: "All of them." }));
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("v1.json");
  await expect(place(page).getByRole("combobox", { name: "New" })).toHaveValue("v2.json");
  // A design has no word for the encoding; the documents have.
  await expect(place(page).getByRole("region", { name: "Changes" })).toContainText(/title/);
  await expect(place(page)).toContainText(/Next version: (2\.0\.0|1\.5\.0|1\.4\.1)/);
  await expect(detail(page).getByRole("button", { name: "Soften it" })).toHaveCount(0);
  // The same file on both sides differs in nothing.
  await place(page).getByRole("combobox", { name: "New" }).selectOption("v1.json");
  await expect(place(page)).toContainText("No difference.");
  await place(page).getByRole("combobox", { name: "New" }).selectOption("The design now");
  await expect(counts(page)).toContainText("breaking");
});

test("what cannot be read says why, and leaves the comparison as it was", async ({ page }) => {
  await open(page, { fragment: "/compare" });
  await compareWith(page, "{ nothing");
  await expect(place(page).getByRole("alert")).toContainText("is not JSON");
  await expect(place(page)).toContainText("No difference.");
});

test("the address can hold the old version itself", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Share" }).click();
  const shared = await page.getByRole("dialog", { name: "Share" }).getByRole("textbox", { name: "Link to this design" }).inputValue();
  await page.goto("about:blank");
  await open(page, { fragment: `/compare/${shared.split("#")[1].split("&")[0]}` });
  await expect(place(page).getByRole("combobox", { name: "Old" })).toHaveValue("The link of Hotel booking");
});

test("on a phone everything is in reach", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await compareWith(page, text);
  await expect(change(page, /moved to/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page, "main.compare");
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Score" }).click();
  await expect(place(page)).toBeHidden();
});
