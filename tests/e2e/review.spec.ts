// The review shown by running: proofs in Watch, the catalogue of rules, the constraints of REST and profiles.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

async function run(page: Page, text: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(text);
  await page.keyboard.press("Enter");
}

const panel = (page: Page) => page.getByRole("region", { name: "Score" });
const meter = (page: Page) => panel(page).getByRole("meter", { name: "Design score" });
const findings = (page: Page) => panel(page).getByRole("list", { name: "To fix, biggest gain first" }).locator("> li");

async function openFinding(page: Page, title: string) {
  const row = findings(page).filter({ hasText: title }).first();
  await row.getByRole("button", { name: title }).first().click();
  return row;
}

test("a finding is shown by requests that open in Watch and stay out of the traffic", async ({ page }) => {
  await open(page);
  await run(page, "open Flawed shop");
  const row = await openFinding(page, "Updates can be lost");
  await expect(row.getByRole("heading", { name: "Seen on a scratch copy" })).toBeVisible();
  await expect(row).toContainText("Two writers read the same record");
  await expect(row).toContainText("This shows it:");
  const exchanges = row.locator(".proof").getByRole("button", { name: /^Open in Watch/ });
  await expect(exchanges).toHaveCount(3);
  await expectAccessible(page, "#score");
  await exchanges.last().click();
  const watch = page.getByRole("region", { name: "Watch" });
  await expect(watch).toContainText("Scratch run");
  await expect(watch).toContainText("200 OK");
  await expect(watch.getByRole("button", { name: /Restore data/ })).toHaveCount(0);
  await expectAccessible(page, "#watch");
});

test("a claim that the design no longer bears out is gone", async ({ page }) => {
  await open(page);
  await run(page, "open Flawed shop");
  const row = await openFinding(page, "Every origin is echoed");
  await expect(row).toContainText("A page that nobody knows read the answer");
  await row.getByRole("button", { name: "Apply this fix: Every origin is echoed" }).click();
  await expect(findings(page).filter({ hasText: "Every origin is echoed" })).toHaveCount(0);
});

test("the catalogue is searched by question and by words", async ({ page }) => {
  await open(page);
  await run(page, "look up a rule");
  const dialog = page.getByRole("dialog", { name: "Rules" });
  await expect(dialog.getByRole("status")).toHaveText(/^1\d\d rules$/);
  await dialog.getByRole("combobox", { name: "Question of the guide" }).selectOption({ label: "33. Long work" });
  await expect(dialog.getByRole("status")).toHaveText(/^\d+ rules$/);
  await expect(dialog).toContainText("202 without an address");
  await dialog.getByRole("combobox", { name: "Question of the guide" }).selectOption({ label: "Any" });
  await dialog.getByRole("textbox", { name: "Find a rule" }).fill("lost update");
  await dialog.getByText("Updates can be lost").click();
  await expect(dialog).toContainText("On its bad example");
  await expect(dialog.getByRole("region", { name: "Shown by running it" })).toContainText("Two writers");
  await expectAccessible(page, "dialog");
  await dialog.getByRole("button", { name: "Open the bad example: Updates can be lost" }).click();
  await expect(findings(page).filter({ hasText: "Updates can be lost" })).toHaveCount(1);
});

test("the constraints of REST stand with their evidence, and the way up is short", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("button", { name: "Why, and the way up" }).click();
  const dialog = page.getByRole("dialog", { name: "REST, and the way up" });
  for (const name of ["Client and server", "Stateless", "Cacheable", "Uniform interface", "Layered system", "Code on demand"]) {
    await expect(dialog.getByRole("heading", { name })).toBeVisible();
  }
  await expect(dialog).toContainText("clients build addresses instead of following links");
  await expect(dialog).toContainText(/\d+ rules to 100\./);
  await expectAccessible(page, "dialog");
});

test("a profile judges more strictly", async ({ page }) => {
  await open(page);
  const before = Number(await meter(page).getAttribute("aria-valuenow"));
  await run(page, "open Flawed shop");
  await expect(page.locator(".design-name")).toHaveText("Flawed shop");
  await expect.poll(async () => Number(await meter(page).getAttribute("aria-valuenow"))).toBeLessThan(before);
  const flawed = Number(await meter(page).getAttribute("aria-valuenow"));
  await run(page, "edit server policies");
  await page.locator("#fold-brief").click();
  await page.getByRole("combobox", { name: "How strictly it is judged" }).selectOption({ label: "Workshop" });
  await expect.poll(async () => Number(await meter(page).getAttribute("aria-valuenow"))).not.toBe(flawed);
});
