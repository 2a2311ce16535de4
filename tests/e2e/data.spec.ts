// Data and clock: the records behind the server, and the way back to any exchange.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const sendPanel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const head = (page: Page) => page.getByRole("region", { name: "Watch", exact: true }).locator(".head");
const drawer = (page: Page) => page.getByRole("dialog", { name: "Data and clock" });
const send = (page: Page) => sendPanel(page).getByRole("button", { name: /^Send( |$)/ }).first().click();
const status = (page: Page) => page.locator(".foot");
const toast = (page: Page, text: string | RegExp) => page.locator(".toasts").getByText(text);
const load = async (page: Page, method: string, target: string, client = "Front desk") => {
  await sendPanel(page).getByRole("button", { name: client, exact: true }).click();
  await sendPanel(page).getByRole("combobox", { name: "Method" }).selectOption(method);
  await sendPanel(page).getByRole("textbox", { name: /Path and query/ }).fill(target);
};
const openData = async (page: Page, tab = "Records") => {
  await status(page).getByRole("button", { name: /^Seed/ }).click();
  await drawer(page).getByRole("tab", { name: tab }).click();
};
const rows = (page: Page) => drawer(page).locator("tbody tr");
const choose = (page: Page, resource: string) => drawer(page).getByRole("combobox", { name: "Resource" }).selectOption(resource);
const firstId = async (page: Page, resource: string) => {
  await choose(page, resource);
  return (await rows(page).first().getByRole("button").first().innerText()).trim();
};

test("a record edited here is what GET shows", async ({ page }) => {
  await open(page);
  await openData(page);
  const id = await firstId(page, "Hotel");
  await drawer(page).getByRole("button", { name: id, exact: true }).click();
  const text = drawer(page).getByRole("textbox", { name: "The record as JSON" });
  const before = JSON.parse(await text.inputValue());
  await text.fill(JSON.stringify({ ...before, name: "Hotel at the end" }, null, 2));
  await expect(drawer(page).getByText("The server would take it as it stands.")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Keep", exact: true }).click();
  await expect(drawer(page).getByRole("button", { name: id, exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await load(page, "GET", `/v1/hotels/${id}`);
  await send(page);
  await expect(head(page)).toContainText("200 OK");
  await page.getByRole("region", { name: "Watch", exact: true }).getByRole("tab", { name: /^Body/ }).click();
  await expect(page.getByRole("region", { name: "Watch", exact: true })).toContainText("Hotel at the end");
});

test("what is no JSON is told with its line, and what the server would refuse can be kept anyway", async ({ page }) => {
  await open(page);
  await openData(page);
  await choose(page, "Room");
  await drawer(page).getByRole("button", { name: /^Duplicate/ }).first().click();
  const text = drawer(page).getByRole("textbox", { name: "The record as JSON" });
  const good = await text.inputValue();
  expect(good).not.toContain('"id"');
  await text.fill('{\n  "type": oops\n}');
  await expect(drawer(page).locator(".problems")).toContainText("Line 2column 11: expected value");
  await expect(drawer(page).getByRole("button", { name: "Keep" })).toBeDisabled();
  await text.fill(JSON.stringify({ ...JSON.parse(good), hotelId: "nowhere" }, null, 2));
  await expect(drawer(page).locator(".problems")).toContainText("hotelId names Hotel `nowhere`, which does not exist");
  await expect(drawer(page).locator(".problems b")).toHaveText(/Line \d/);
  await drawer(page).getByRole("button", { name: "Keep anyway" }).click();
  await expect(toast(page, /^Kept Room /)).toBeVisible();
});

test("fifty more records fit, and can be searched and paged", async ({ page }) => {
  await open(page);
  await openData(page);
  await choose(page, "Booking");
  const count = Number((await drawer(page).getByRole("status").innerText()).split(" ").pop());
  await drawer(page).getByRole("button", { name: "Generate" }).click();
  await expect(toast(page, "Generated 50 records of Booking.")).toBeVisible();
  await expect(drawer(page).getByRole("status")).toHaveText(`1 to 50 of ${count + 50}`);
  await drawer(page).getByRole("button", { name: "Next" }).click();
  await expect(drawer(page).getByRole("status")).toHaveText(new RegExp(`51 to \\d+ of ${count + 50}`));
  const id = (await rows(page).last().getByRole("button").first().innerText()).trim();
  await drawer(page).getByRole("textbox", { name: "Search the records" }).fill(id.toUpperCase());
  await expect(rows(page)).toHaveCount(1);
  await drawer(page).getByRole("button", { name: `Delete ${id}` }).click();
  await expect(drawer(page).getByText("No record holds that.")).toBeVisible();
  await drawer(page).getByRole("textbox", { name: "How many to generate" }).fill("1001");
  await drawer(page).getByRole("button", { name: "Generate" }).click();
  await expect(toast(page, "Write a whole number from 1 to 1000.")).toBeVisible();
});

test("data goes out and comes in; a bad member is named and nothing is lost", async ({ page }) => {
  await open(page);
  await openData(page, "Import, export");
  const waiting = page.waitForEvent("download");
  await drawer(page).getByRole("button", { name: "Download JSON" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("hotel-booking-data.json");
  const data = JSON.parse(readFileSync(await download.path(), "utf8"));
  const [, second] = data.Hotel;
  const paste = drawer(page).getByRole("textbox", { name: "Or a text" });
  await paste.fill(JSON.stringify({ Hotel: [data.Hotel[0], { ...second, stars: "many" }] }));
  await drawer(page).getByRole("button", { name: "Import the text" }).click();
  await expect(drawer(page).getByRole("alert").filter({ hasText: "Nothing was changed" })).toContainText(/Hotel, record 2, member stars: .*stars/);
  await expect(drawer(page).getByRole("tab", { name: /Records/ })).toContainText(String(Object.values(data).flat().length));
  await paste.fill('{ "Hotel": [\n  { "id": }\n] }');
  await drawer(page).getByRole("button", { name: "Import the text" }).click();
  await expect(drawer(page).getByRole("alert")).toContainText("Line 2, column 11");
  const file = { name: "data.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...data, Payment: [] })) };
  await drawer(page).locator("#data-file").setInputFiles(file);
  await expect(toast(page, /^Imported \d+ records of 5 resources\./)).toBeVisible();
  await drawer(page).getByRole("tab", { name: /Records/ }).click();
  await choose(page, "Payment");
  await expect(drawer(page).getByText("No records. Add one, or generate some.")).toBeVisible();
});

test("what was deleted is there again before the DELETE, and gone after it", async ({ page }) => {
  await open(page);
  await openData(page);
  const id = await firstId(page, "Booking");
  await page.keyboard.press("Escape");
  await load(page, "GET", `/v1/bookings/${id}`);
  await send(page);
  await expect(head(page)).toContainText("200 OK");
  await expect(head(page).getByRole("button", { name: /^Restore data/ })).toHaveCount(0);
  await load(page, "DELETE", `/v1/bookings/${id}`);
  await send(page);
  if ((await head(page).innerText()).includes("428")) {
    await sendPanel(page).getByRole("button", { name: "With the present ETag" }).click();
  }
  await expect(head(page)).toContainText("204");
  const number = await page.locator("table[aria-label^=Traffic] tr.is-sel .num").first().innerText();
  await head(page).getByRole("button", { name: `Restore data to before #${number}` }).click();
  await expect(toast(page, `Data is as before #${number}: 1 record back.`)).toBeVisible();
  await load(page, "GET", `/v1/bookings/${id}`);
  await send(page);
  await expect(head(page)).toContainText("200 OK");
  await page.locator(`#x-${number}`).click();
  await head(page).getByRole("button", { name: `Restore data to after #${number}` }).click();
  await expect(toast(page, `Data is as after #${number}: 1 record gone again.`)).toBeVisible();
  await load(page, "GET", `/v1/bookings/${id}`);
  await send(page);
  await expect(head(page)).toContainText(/404|410/);
});

test("the clock skips what a 429 asks to wait", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search/ }).fill("rate limits");
  await page.keyboard.press("Enter");
  const policies = page.getByRole("dialog", { name: "Server policies" });
  await policies.getByRole("combobox", { name: /counted/i }).selectOption({ index: 1 });
  await policies.getByRole("textbox", { name: /without credentials/i }).first().fill("1");
  await page.keyboard.press("Escape");
  await sendPanel(page).getByRole("button", { name: "Unknown page", exact: true }).click();
  await load(page, "GET", "/v1/hotels?limit=5", "Unknown page");
  await send(page);
  await expect(head(page)).toContainText("200");
  await load(page, "GET", "/v1/hotels", "Unknown page");
  await send(page);
  await expect(head(page)).toContainText("429");
  await status(page).getByRole("button", { name: /^Virtual clock/ }).click();
  await expect(drawer(page).getByRole("listitem").filter({ hasText: "callers without credentials may send again" })).toContainText(/in \d+ s/);
  await expect(drawer(page).getByRole("listitem").filter({ hasText: "Retry-After of GET /v1/hotels is over" })).toBeVisible();
  await page.keyboard.press("Escape");
  const before = await status(page).getByRole("button", { name: /^Virtual clock/ }).innerText();
  const skip = sendPanel(page).getByRole("button", { name: /^Wait \d+ s \(skip clock\)$/ });
  await skip.click();
  await expect(head(page)).toContainText("200 OK");
  await expect(status(page).getByRole("button", { name: /^Virtual clock/ })).not.toHaveText(before);
});

test("the clock goes ahead, tells what comes, and comes back", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels");
  await send(page);
  await status(page).getByRole("button", { name: /^Virtual clock/ }).click();
  await expect(drawer(page).getByText(/2026-03-10 09:41:\d\d UTC/)).toBeVisible();
  const next = drawer(page).getByRole("listitem").first();
  await expect(next).toContainText(/in \d+ s a kept copy of GET \/v1\/hotels becomes stale/);
  await next.getByRole("button", { name: /^Go to 2026-03-10/ }).click();
  await expect(drawer(page).getByText("Nothing waits for the clock.")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Back to the page's time" }).click();
  await drawer(page).getByRole("button", { name: "+1 day" }).click();
  await expect(drawer(page).getByText(/2026-03-11 09:41:\d\d UTC/).first()).toBeVisible();
  await drawer(page).getByRole("textbox", { name: "Put it ahead by" }).fill("90");
  await drawer(page).getByRole("combobox", { name: "Unit" }).selectOption("minutes");
  await drawer(page).getByRole("button", { name: "Go", exact: true }).click();
  await expect(drawer(page).getByText("Virtual time, 1 d 1 h ahead of the page.")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Back to the page's time" }).click();
  await expect(drawer(page).getByText(/it began on 10 March 2026/)).toBeVisible();
  await drawer(page).getByRole("button", { name: "Use real time" }).click();
  const today = new Date().toISOString().slice(0, 10);
  await expect(drawer(page).locator(".data-now")).toContainText(today);
  await expect(drawer(page).getByText("Real time: the clock of this computer.")).toBeVisible();
});

test("the records become the seed, and undo takes that back", async ({ page }) => {
  await open(page);
  await openData(page);
  await choose(page, "Guest");
  const count = Number((await drawer(page).getByRole("status").innerText()).split(" ").pop());
  await drawer(page).getByRole("textbox", { name: "How many to generate" }).fill("3");
  await drawer(page).getByRole("button", { name: "Generate" }).click();
  await drawer(page).getByRole("tab", { name: "Seed" }).click();
  await drawer(page).getByRole("button", { name: "Make this the seed" }).click();
  await drawer(page).getByRole("button", { name: "Reset to the seed" }).click();
  await drawer(page).getByRole("tab", { name: /Records/ }).click();
  await choose(page, "Guest");
  await expect(drawer(page).getByRole("status")).toHaveText(`1 to ${count + 3} of ${count + 3}`);
  await drawer(page).getByRole("tab", { name: "Seed" }).click();
  await drawer(page).getByRole("textbox", { name: "Seed" }).fill("7");
  await drawer(page).getByRole("button", { name: "Set the seed" }).click();
  await expect(status(page)).toContainText("Seed 7,");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Undo: Set the seed to 7/ }).click();
  await page.getByRole("button", { name: /^Undo: Make the data the seed/ }).click();
  await expect(status(page)).toContainText("Seed 42,");
});

test("after a reset the same request makes the same record", async ({ page }) => {
  await open(page);
  await send(page);
  await expect(head(page)).toContainText(/Booking bk_\w+ created/);
  const title = await head(page).locator("p").innerText();
  await openData(page, "Seed");
  await drawer(page).getByRole("button", { name: "Reset to the seed" }).click();
  await expect(toast(page, "Data is back to the seed.")).toBeVisible();
  await page.keyboard.press("Escape");
  await send(page);
  await expect(page.locator("#x-2")).toBeVisible();
  await expect(head(page).locator("p")).toHaveText(title);
});

test("a thousand bookings are made while one waits", async ({ page }) => {
  await open(page);
  await openData(page);
  await choose(page, "Booking");
  await drawer(page).getByRole("textbox", { name: "How many to generate" }).fill("1000");
  await drawer(page).getByRole("button", { name: "Generate" }).click();
  await expect(toast(page, "Generated 1000 records of Booking.")).toBeVisible({ timeout: 30_000 });
  await drawer(page).getByRole("tab", { name: "Import, export" }).click();
  await expect(drawer(page).getByText(/^1\d{3} records, /)).toBeVisible();
});

test("by keyboard alone", async ({ page }) => {
  await open(page);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(drawer(page).getByRole("tab", { name: /Records/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(drawer(page).getByRole("button", { name: "Add" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(drawer(page).getByRole("textbox", { name: "The record as JSON" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(drawer(page).getByRole("button", { name: /^Keep/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(toast(page, /^Kept /)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
  await send(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search/ }).fill("restore data to before");
  await page.keyboard.press("Enter");
  await expect(toast(page, /^Data is as before #1: 1 record gone again\./)).toBeVisible();
});

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`accessible at ${width} in ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height });
      await open(page);
      const shot = async (name: string) => {
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/data-${name}-${width}-${theme}.png` });
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      };
      await page.keyboard.press("g");
      await page.keyboard.press("d");
      await choose(page, "Booking");
      await page.waitForTimeout(300);
      await shot("records");
      await drawer(page).getByRole("button", { name: /^Duplicate/ }).first().click();
      await expect(drawer(page).locator(".problems")).toBeVisible();
      await shot("record");
      await drawer(page).getByRole("tab", { name: "Import, export" }).click();
      await drawer(page).getByRole("textbox", { name: "Or a text" }).fill('{ "Room": [ 7 ] }');
      await drawer(page).getByRole("button", { name: "Import the text" }).click();
      await expect(drawer(page).getByRole("alert")).toContainText("Room, record 1");
      await shot("files");
      await drawer(page).getByRole("tab", { name: "Seed" }).click();
      await shot("seed");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Enter");
      await expect(head(page)).toContainText("201");
      await shot("head");
      await page.keyboard.press("g");
      await page.keyboard.press("d");
      await drawer(page).getByRole("tab", { name: "Clock" }).click();
      await shot("clock");
    });
  }
}
