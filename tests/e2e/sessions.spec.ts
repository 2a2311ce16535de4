// Sessions: signing in sets a cookie, the browser carries it, and SameSite decides whose pages may.
import { type Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const panel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const watch = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });
const head = (page: Page) => watch(page).locator(".head");
const sequence = (page: Page) => watch(page).getByRole("group", { name: /^Sequence/ });
const policies = (page: Page) => page.getByRole("dialog", { name: "Server policies" });

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search/ }).fill(words);
  await page.keyboard.press("Enter");
}

async function send(page: Page, method: string, target: string) {
  await panel(page).getByLabel("Method", { exact: true }).selectOption(method);
  await panel(page).getByLabel("Path and query").fill(target);
  await panel(page).getByLabel("Path and query").press("Enter");
}

/** Turns sessions on, adds their endpoints, lets pages send cookies, and signs the guest in. */
async function signIn(page: Page, sameSite = "SameSite=Lax") {
  await run(page, "policies CORS");
  await policies(page).getByLabel("Cookies and other credentials may come along").check();
  await page.keyboard.press("Escape");
  await run(page, "policies Authentication");
  await policies(page).getByLabel("Bearer tokens are understood").uncheck();
  await policies(page).getByLabel("Callers can sign in").check();
  await policies(page).getByLabel("Requests of other sites' pages").selectOption({ label: sameSite });
  await policies(page).getByRole("button", { name: "Add sign-in and sign-out" }).click();
  await expect(policies(page).getByRole("button", { name: "Add sign-in and sign-out" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await panel(page).getByRole("tab", { name: "Browser" }).click();
  await panel(page).getByLabel("credentials", { exact: true }).selectOption({ label: "include" });
  await page.getByRole("region", { name: "Workspace" }).or(page.locator("body")).first().getByText("/sessions", { exact: true }).first().click();
  await panel(page).getByLabel("Path and query").press("Enter");
  await expect(head(page)).toContainText("204");
}

test("whoever signs in is known by the cookie, until they sign out", async ({ page }) => {
  await open(page);
  await signIn(page);
  await expect(sequence(page)).toContainText("Cookie __Host-session is kept");
  await expectAccessible(page);
  await send(page, "GET", "/v1/bookings/bk_7q2m");
  await expect(head(page)).toContainText("200");
  await expect(sequence(page)).toContainText("Cookie __Host-session goes along");
  await send(page, "DELETE", "/v1/sessions/current");
  await expect(sequence(page)).toContainText("Cookie __Host-session is removed");
  await send(page, "GET", "/v1/bookings/bk_7q2m");
  await expect(head(page)).toContainText("401");
});

for (const [sameSite, status, note] of [
  ["SameSite=None (weak)", "200", "goes along"],
  ["SameSite=Lax", "401", "stays behind"],
] as const) {
  test(`another site's page, ${sameSite}`, async ({ page }) => {
    await open(page);
    await signIn(page, sameSite);
    // The guest's browser now shows a page of strangers.
    await run(page, "Guest app");
    await page.getByRole("dialog").getByLabel("Origin of the page").first().fill("https://prizes.example");
    await page.keyboard.press("Escape");
    await panel(page).getByRole("tab", { name: "Browser" }).click();
    await panel(page).getByLabel("mode", { exact: true }).selectOption({ label: "no-cors" });
    await send(page, "POST", "/v1/bookings/bk_7q2m/cancellation");
    await expect(sequence(page)).toContainText(`Cookie __Host-session ${note}`);
    await expect(head(page)).toContainText(status);
  });
}
