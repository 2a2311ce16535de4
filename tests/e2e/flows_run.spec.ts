// The flows of running, each with its budget: an action is one press, one key or chord, or one text typed.
import type { Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

const panel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const answer = (page: Page) => page.locator(".watch .head");

test("F5 200, then 304, in two presses", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("combobox", { name: "Method" }).selectOption("GET");
  await panel(page).getByRole("textbox", { name: /Path and query/ }).fill("/v1/rooms/rm_204");
  await panel(page).getByRole("button", { name: "Travel agency" }).click();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("200 OK");
  await panel(page).getByRole("button", { name: /If-None-Match/i }).click();
  await expect(answer(page)).toContainText("304 Not Modified");
});

test("F10 a policy changed because of an answer, in three", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("button", { name: "Unknown page" }).click();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("blocked");
  await page.getByRole("button", { name: /^Allow this origin|^Allow https:\/\/elsewhere/ }).first().click();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).not.toContainText("blocked");
});

test("F10 the rule that answered is changed where it says so, in three", async ({ page }) => {
  await open(page);
  await page.getByRole("treeitem", { name: /^PATCH \/rooms/ }).click();
  await panel(page).getByRole("tab", { name: /^Headers/ }).click();
  await panel(page).getByRole("checkbox", { name: "Send line of if-match" }).uncheck();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("428 Precondition Required");
  await page.locator(".watch").getByRole("button", { name: "Edit this rule" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "If-Match on PUT, PATCH and DELETE" }).selectOption({ label: "Checked where it is sent" });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(answer(page)).toContainText("200 OK");
});

test("F17 out of a mess in two, and the keyboard is enough", async ({ page }) => {
  await open(page);
  const records = () => page.locator(".foot").innerText();
  const before = await records();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  expect(await records()).not.toBe(before);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("reset data");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Data is back to the seed.")).toBeVisible();
  await expect.poll(records).toBe(before);
});

test("the four facts: what POST is, its retry guard, what it may answer, what to try next", async ({ page }) => {
  await open(page);
  const facts = panel(page).locator(".sem");
  await expect(facts).toContainText("POST is");
  await expect(facts).toContainText("not idempotent");
  await facts.getByRole("button", { name: "Add a key" }).click();
  await expect(facts.locator("code")).toContainText(/^idempotency-key: "[0-9a-f]{8}-/);
  await expect(panel(page).getByRole("tab", { name: /^Headers/ })).toHaveText(/4$/);
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  await panel(page).getByRole("combobox", { name: "Method" }).selectOption("GET");
  await expect(facts).toContainText("Retry guard");
});

test("a long wait has a way out after 300 ms, by Escape too", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("faults");
  await page.keyboard.press("Enter");
  await page.getByLabel("Every answer comes later by").fill("5000");
  await page.keyboard.press("Escape");
  await panel(page).getByRole("textbox", { name: /Path and query/ }).focus();
  await page.keyboard.press("Control+Enter");
  await expect(panel(page).getByRole("button", { name: /^Cancel/ })).toBeVisible();
  await expect(panel(page).getByText(/^Waiting \d+ ms, set by policy\./)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".toast").getByText(/^Cancelled: the page stopped waiting\./)).toBeVisible();
  await expect(panel(page).getByRole("button", { name: /^Send/ }).first()).toBeVisible();
});

test("while an answer is on its way, the sequence stands at the request", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("faults");
  await page.keyboard.press("Enter");
  await page.getByLabel("Every answer comes later by").fill("4000");
  await page.keyboard.press("Escape");
  await panel(page).getByRole("textbox", { name: /Path and query/ }).focus();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page), "the preflight and the request").toHaveText("Waiting 8000 ms, set by policy");
  const shown = page.locator(".seq li.msg:not(.is-later), .seq li.note:not(.is-later)");
  await expect(shown.last(), "first the preflight").toContainText("OPTIONS/v1/bookings");
  await expect(shown.last(), "then what it was for").toContainText("POST/v1/bookings", { timeout: 10_000 });
  await expect(page.locator(".seq li.is-later")).not.toHaveCount(0);
  await expect(page.locator(".watch .under")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(answer(page)).toContainText("201 Created");
  await expect(page.locator(".seq li.is-later")).toHaveCount(0);
});
