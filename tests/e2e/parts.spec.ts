// Parts of the page come when they are needed; a part that cannot be fetched is told, loses nothing, and is tried again.
import { expect, keptDesign, test } from "./roundtrip";

test.use({ serviceWorkers: "block" });

const ready = '[data-ready="true"]';

test("what is opened before its part is there opens when it comes", async ({ page }) => {
  await page.route(/\/dialogs-[0-9a-f]+\.wasm$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
});

test("what was typed stays when a part comes a second time", async ({ page }) => {
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  await page.keyboard.press("Control+k");
  const field = page.getByRole("dialog").getByRole("combobox");
  await field.fill("policies");
  await page.locator('html[data-parts="true"]').waitFor({ state: "attached" });
  await expect(field).toHaveValue("policies");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText("policies");
});

test("a part that cannot be fetched is told, and comes at the second press", async ({ page, complaints }) => {
  const parts = /\/(dialogs|chunk_\d+)-[0-9a-f]+\.wasm$/;
  await page.route(parts, (route) => route.abort());
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page.getByRole("status").filter({ hasText: "A part of the page could not be fetched" })).toBeVisible();
  await page.unroute(parts);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  complaints.length = 0;
});

test("a part is drawn when its styles are there, not before", async ({ page }) => {
  await page.route(/\/style-parts-[0-9a-f]+\.css$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.waitFor({ state: "visible" });
  expect(await dialog.evaluate((element) => getComputedStyle(element).display)).toBe("flex");
});

test("styles that cannot be fetched are told, and come at a press once they can", async ({ page, complaints }) => {
  const styles = /\/style-parts-[0-9a-f]+\.css$/;
  await page.route(styles, (route) => route.abort());
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page.getByRole("status").filter({ hasText: "A part of the page could not be fetched" })).toBeVisible();
  await page.unroute(styles);
  await page.keyboard.press("Escape");
  // What the page fetches ahead may be failing at this very moment, and the press would share that.
  await expect(async () => {
    await page.getByRole("link", { name: "Export" }).click();
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible({ timeout: 2000 });
  }).toPass();
  complaints.length = 0;
});

test("a design is not opened without its part, and is not lost", async ({ page, complaints }) => {
  await page.goto("./");
  await page.locator(`html${ready}`).waitFor({ state: "attached" });
  const kept = JSON.stringify({ roundtrip: 1, mine: true });
  await page.evaluate((text) => localStorage.setItem("roundtrip.design", text), kept);
  await page.route(/\/documents-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("your design was not opened. It is safe.");
  expect(await page.evaluate(() => localStorage.getItem("roundtrip.design"))).toBe(kept);
  complaints.length = 0;
});

test("a change that cannot be kept says so, and leaves an open dialog alone", async ({ page, complaints }) => {
  const parts = /\/documents-[0-9a-f]+\.wasm$/;
  await page.route(parts, (route) => route.abort());
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("data-parts", "some");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("edit server policies");
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Server policies" });
  await drawer.locator("#fold-api").click();
  await drawer.getByRole("textbox", { name: "Name", exact: true }).fill("Rooms");
  await expect(page.locator(".saved.is-bad")).toContainText("Not saved");
  await expect(drawer).toBeVisible();
  await page.unroute(parts);
  await drawer.getByRole("textbox", { name: "Name", exact: true }).fill("Hotel rooms");
  await expect.poll(async () => (await keptDesign(page))?.name).toBe("Hotel rooms");
  await expect(page.locator(".saved.is-bad")).toHaveCount(0);
  complaints.length = 0;
});
