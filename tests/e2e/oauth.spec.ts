// An authorization server beside the API, walked through with the presses that the page suggests, the thief's step included.
import { type Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const watch = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });
const head = (page: Page) => watch(page).locator(".head");
const sequence = (page: Page) => watch(page).getByRole("group", { name: /^Sequence/ });
const next = (page: Page, name: string) => page.getByRole("region", { name: "Send", exact: true }).getByRole("button", { name, exact: true }).click();

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search/ }).fill(words);
  await page.keyboard.press("Enter");
}

async function addServer(page: Page) {
  await run(page, "OAuth");
  const policies = page.getByRole("dialog", { name: "Server policies" });
  await policies.getByRole("button", { name: "Add the endpoints" }).click();
  await expect(policies.getByRole("button", { name: "Add the endpoints" })).toHaveCount(0);
}

async function askForConsent(page: Page) {
  await run(page, "/oauth/authorize");
  await expect(page.getByLabel("Path and query")).toHaveValue(/^\/v1\/oauth\/authorize\?response_type=code/);
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toContainText("Back to the application, with a code");
}

test("from consent to a token, and what a copied code is worth", async ({ page }) => {
  await open(page);
  await addServer(page);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await askForConsent(page);
  await expect(sequence(page)).toContainText("a link");
  await expect(sequence(page)).toContainText("the next page");
  await next(page, "Redeem the code");
  await expect(head(page)).toContainText("Tokens are given");
  await next(page, "Redeem the code again");
  await expect(head(page)).toContainText("Refused: invalid grant");
  await expect(watch(page)).toContainText("the code was redeemed before: its tokens end too");
});

test("a token reads, a refresh brings the next one, and an old one ends them all", async ({ page }) => {
  await open(page);
  await addServer(page);
  await page.keyboard.press("Escape");
  await askForConsent(page);
  await next(page, "Redeem the code");
  await next(page, "Refresh");
  await expect(head(page)).toContainText("Tokens are given");
  await next(page, "Use the old refresh token again");
  await expect(watch(page)).toContainText("the refresh token was used before: all tokens end");
  await next(page, "Ask for consent");
  await next(page, "Redeem the code");
  await next(page, "Read with the token");
  await expect(watch(page)).toContainText("through guest-app, with read write");
});

test("an application's secret and addresses are edited with its client", async ({ page }) => {
  await open(page);
  await addServer(page);
  await page.keyboard.press("Escape");
  await run(page, "Edit clients");
  const clients = page.getByRole("dialog", { name: "Clients" });
  await clients.locator("summary", { hasText: "Travel agency" }).click();
  await expect(clients.getByLabel("client_secret")).toHaveValue("travel-agency-secret");
  await clients.getByLabel("New address").fill("no address");
  await clients.getByRole("button", { name: "Add address" }).click();
  await expect(clients).toContainText("Write a whole address without #");
  await clients.getByLabel("New address").fill("https://agency.example/back");
  await clients.getByRole("button", { name: "Add address" }).click();
  await expect(clients.getByLabel("address 1")).toHaveValue("https://agency.example/back");
  await expectAccessible(page);
});
