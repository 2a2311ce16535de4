// Compare: an old version against the design, what breaks whom, shown by running, softened as one step.
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, expectAccessible, open, test } from "./roundtrip";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Compare" });
const change = (page: Page, name: RegExp) => dialog(page).getByRole("region", { name: "Changes" }).getByRole("button", { name });

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
  await dialog(page).getByRole("button", { name: "Another version" }).click();
  await dialog(page).getByLabel("A text, or a link").fill(text);
  await dialog(page).getByRole("button", { name: "Compare with it" }).click();
}

function older(design: any) {
  const guest = design.resources.find((resource: any) => resource.name === "Guest");
  guest.fields.push({ name: "nickname", kind: { type: "string" } });
  design.endpoints.find((endpoint: any) => endpoint.id === "createGuest").path = "/addGuest";
}

test("what was opened is the same, and its address opens it", async ({ page }) => {
  await open(page, { fragment: "/compare" });
  await expect(dialog(page)).toContainText("No difference.");
  await expect(dialog(page)).toContainText("Change it, or choose a file");
  await expectAccessible(page, "dialog");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  expect(new URL(page.url()).hash).toBe("");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }).click();
  await expect(dialog(page)).toBeVisible();
  expect(new URL(page.url()).hash).toBe("#/compare");
});

test("a path that moved breaks old clients, is shown, and is softened as one step", async ({ page }) => {
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await compareWith(page, text);
  await expect(dialog(page).getByRole("status").first()).toContainText("2 breaking");
  await expect(dialog(page)).toContainText("Next version: 2.0.0 (major).");
  await change(page, /POST \/v1\/addGuest moved to POST \/v1\/guests/).click();
  const detail = dialog(page).getByRole("region", { name: "The chosen change" });
  await expect(detail).toContainText("get 404 Not Found");
  await expect(detail.getByRole("region", { name: "The old request" })).toContainText("POST /v1/addGuest");
  await expect(detail).toContainText("201 Created");
  await expect(detail.getByRole("region", { name: "The new server" })).toContainText("problem+json");
  await expectAccessible(page, "dialog");
  await detail.getByRole("button", { name: "Soften" }).click();
  await expect(change(page, /moved to/)).toHaveCount(0);
  await expect(dialog(page).getByRole("status").first()).toContainText("1 breaking");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await run(page, "compare versions");
  await expect(dialog(page)).toContainText("No difference.");
});

test("by keyboard alone: choose, go through the changes, take the guide away", async ({ page }) => {
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await dialog(page).getByRole("button", { name: "Another version" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(dialog(page).getByLabel("A text, or a link")).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const first = dialog(page).locator("#cmp-0");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await expect(dialog(page).locator("#cmp-1")).toBeFocused();
  await expect(dialog(page).locator("#cmp-1")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();
  const download = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download guide" }).focus();
  await page.keyboard.press("Enter");
  const guide = readFileSync(await (await download).path(), "utf8");
  expect(guide).toContain("# Moving to Hotel booking 2.0.0");
  expect(guide).toContain("Do this: call the new path.");
});

test("what cannot be read says why, and leaves the comparison as it was", async ({ page }) => {
  await open(page, { fragment: "/compare" });
  await compareWith(page, "{ nothing");
  await expect(dialog(page).getByRole("alert")).toContainText("is not JSON");
  await expect(dialog(page)).toContainText("No difference.");
});

test("on a phone everything is in reach", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const text = await saved(page, older);
  await run(page, "compare versions");
  await compareWith(page, text);
  await expect(change(page, /moved to/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page, "dialog");
});
