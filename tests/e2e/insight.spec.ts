// Who may do what, and the traffic in figures: both read from what the server really answers.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

test("a cell of the table sends its very request", async ({ page }) => {
  await open(page);
  await run(page, "who may do what");
  const dialog = page.getByRole("dialog", { name: "Who may do what" });
  await expect(dialog.getByRole("columnheader", { name: "Nobody" })).toBeVisible();
  await expectAccessible(page, "dialog");
  await dialog.getByRole("button", { name: /^Guest app, DELETE \/bookings\/\{id\}: 403\. Authorization/ }).click();
  await expect(dialog).toBeHidden();
  const row = page.locator(".log tbody tr").first();
  await expect(row).toContainText("DELETE");
  await expect(row).toContainText("403");
  await expect(row).toContainText("Guest app");
});

test("the first column stays in sight on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await run(page, "who may do what");
  const table = page.getByRole("region", { name: "Endpoints and clients" });
  const head = table.getByRole("rowheader").first();
  const before = await head.boundingBox();
  await table.evaluate((element) => element.scrollTo({ left: 400 }));
  expect(await table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(50);
  expect((await head.boundingBox())?.x).toBe(before?.x);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("the traffic is measured, and nothing is said before there is any", async ({ page }) => {
  await open(page);
  await run(page, "show traffic metrics");
  const dialog = page.getByRole("dialog", { name: "Traffic metrics" });
  await expect(dialog).toContainText("Nothing has reached the server yet");
  await page.keyboard.press("Escape");
  await run(page, "who may do what");
  await page.getByRole("button", { name: /^Front desk, GET \/bookings: 200/ }).click();
  await run(page, "who may do what");
  await page.getByRole("button", { name: /^Nobody, GET \/bookings: 401/ }).click();
  await run(page, "show traffic metrics");
  await expect(dialog.getByRole("img", { name: "The newest 2 exchanges" })).toBeVisible();
  await expect(dialog.getByRole("rowheader", { name: "GET /bookings" })).toBeVisible();
  await expect(dialog).toContainText("50.0 %");
  await expectAccessible(page, "dialog");
});
