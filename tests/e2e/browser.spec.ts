// The browser as a party: its cache, a shared cache before the server, what it is told, and two clients side by side.
import { type Page } from "@playwright/test";
import { controlled, expect, expectAccessible, open, test } from "./roundtrip";

const watch = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });
const head = (page: Page) => watch(page).locator(".head");
const sequence = (page: Page) => watch(page).getByRole("group", { name: /^Sequence/ });

async function send(page: Page, method: string, target: string) {
  const panel = page.getByRole("region", { name: "Send", exact: true });
  await panel.getByLabel("Method", { exact: true }).selectOption(method);
  await panel.getByLabel("Path and query").fill(target);
  await panel.getByLabel("Path and query").press("Enter");
}

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search/ }).fill(words);
  await page.keyboard.press("Enter");
}

/** Every answer of the server comes so many milliseconds later. */
async function delay(page: Page, millis: number) {
  await run(page, "faults");
  await page.getByLabel("Every answer comes later by").fill(String(millis));
  await page.keyboard.press("Escape");
}

test("a fresh copy answers in the server's place, and one press goes past it", async ({ page }) => {
  await open(page);
  await send(page, "GET", "/v1/hotels/ht_12");
  await expect(head(page)).toContainText("Hotel ht_12");
  await expect(sequence(page)).toContainText("Cache: kept, fresh for 60 s: max-age=60");
  await send(page, "GET", "/v1/hotels/ht_12");
  await expect(head(page)).toContainText("From Guest app's cache");
  await expect(sequence(page)).toContainText("the kept copy");
  await expect(watch(page).getByRole("heading", { name: "Why 200 without a request?" })).toBeVisible();
  await watch(page).getByRole("tab", { name: "Body" }).click();
  await expect(watch(page).getByText("From Guest app's cache: this is what the page reads.")).toBeVisible();
  await watch(page).getByRole("button", { name: "Send past the cache" }).click();
  await expect(head(page)).toContainText("Hotel ht_12");
});

test("a shared cache is a lane of its own, and serves every browser", async ({ page }) => {
  await open(page);
  await run(page, "ETag");
  const policies = page.getByRole("dialog", { name: "Server policies" });
  await policies.getByLabel("A shared cache stands before the server").check();
  await page.keyboard.press("Escape");
  await send(page, "GET", "/v1/hotels/ht_12");
  await expect(sequence(page).getByRole("list", { name: "Participants" })).toHaveText(/Page\s*Browser\s*Shared cache\s*API/);
  await expect(sequence(page)).toContainText("No copy is kept yet");
  await page.getByRole("region", { name: "Send", exact: true }).getByRole("button", { name: "Travel agency", exact: true }).click();
  await expectAccessible(page);
});

test("the browser tells what it keeps, and forgets it when asked", async ({ page }) => {
  await open(page);
  await send(page, "GET", "/v1/hotels/ht_12");
  const panel = page.getByRole("region", { name: "Send", exact: true });
  if (await panel.getByRole("button", { name: "Open the request" }).isVisible()) await panel.getByRole("button", { name: "Open the request" }).click();
  await panel.getByRole("tab", { name: "Browser" }).click();
  await expect(panel.getByText("200 /v1/hotels/ht_12")).toBeVisible();
  await panel.getByRole("button", { name: "Forget: Copies that this browser keeps" }).click();
  await expect(panel.getByText("None: reads are kept as Cache-Control permits.")).toBeVisible();
});

test("webhooks show what is sent, when it is taken, and what tricks come to", async ({ page }) => {
  await open(page);
  await run(page, "Webhooks");
  await page.getByLabel("Messages go to").fill("https://desk.example/hooks");
  await page.keyboard.press("Escape");
  const panel = page.getByRole("region", { name: "Send", exact: true });
  await panel.getByRole("button", { name: "Send", exact: false }).last().press("Enter");
  await expect(head(page)).toContainText("201 Created");
  await expect(sequence(page)).toContainText("booking.created");
  await watch(page).getByRole("tab", { name: /Webhooks/ }).click();
  await watch(page).getByLabel("The receiver is down for").selectOption("2");
  await expect(watch(page).getByText("The receiver is down.")).toHaveCount(2);
  await watch(page).getByRole("button", { name: "Change its content on the way" }).click();
  await expect(watch(page).getByText("The signature does not fit the content.")).toBeVisible();
  await expectAccessible(page);
});

test("two clients, one record: a lost update, and the guard against it", async ({ page }) => {
  await open(page);
  await run(page, "two clients");
  const race = page.getByRole("dialog", { name: "Two clients, one record" });
  const says = race.getByRole("status");
  const press = async (...names: string[]) => {
    for (const name of names) await race.getByRole("button", { name }).click();
  };
  await press("A reads", "B reads");
  await expect(says).toContainText("Both hold a copy");
  await press("A saves");
  await expect(says).toContainText("The server wants If-Match");
  for (const box of await race.getByLabel("Send If-Match").all()) await box.check();
  await press("A saves");
  await expect(says).toContainText("A's change is stored");
  await press("B saves");
  await expect(says).toContainText("B was stopped: its copy is older");
  await expectAccessible(page, "dialog");
});

test("a slow server is waited for, or shown at once when asked", async ({ page }) => {
  await open(page);
  await delay(page, 3000);
  await send(page, "GET", "/v1/hotels/ht_12");
  const waits = page.getByRole("button", { name: "Show the answer now" });
  await expect(waits).toBeVisible();
  // The preflight, then the request.
  await expect(head(page)).toHaveText("Waiting 6000 ms, set by policy");
  await waits.click();
  await expect(head(page)).toContainText("200 OK");
  await expect(page.getByRole("region", { name: "Send", exact: true }).getByRole("button", { name: /^Send/ }).first()).toBeVisible();
});

test("no tab shows an answer that is still on its way", async ({ page }) => {
  await open(page);
  await delay(page, 8000);
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toHaveText("Waiting 16000 ms, set by policy");
  const watch = page.locator("#watch");
  const reached = page.locator(".seq li:is(.msg, .note):not(.is-later)");
  await expect(reached.last(), "the preflight is answered").toContainText("POST/v1/bookings", { timeout: 15_000 });
  const steps = await reached.count();
  await expect(watch.getByText(`Step ${steps} of ${steps}`, { exact: true })).toBeVisible();
  await expect(watch.getByRole("button", { name: "Next step" })).toHaveAttribute("aria-disabled", "true");
  await expect(watch.getByRole("tab", { name: "Headers" })).toHaveText("Headers");
  for (const [tab, sent] of [["Headers", "content-type:"], ["Body", '"roomId"'], ["Raw", "> POST /v1/bookings HTTP/1.1"], ["Path", ""]] as const) {
    await watch.getByRole("tab", { name: tab }).click();
    const shown = watch.getByRole("tabpanel");
    await expect(shown).toContainText("The answer is still on its way.");
    await expect(shown).toContainText(sent);
    for (const answer of ["201", "location", "bk_"]) await expect(shown, `${tab} tells ${answer}`).not.toContainText(answer);
  }
  await page.getByRole("button", { name: "Show the answer now" }).click();
  await expect(watch.getByRole("tabpanel")).toContainText("201 Created");
});

test("a request that waits for its preflight's answer never leaves when it is cancelled", async ({ page }) => {
  await open(page);
  await delay(page, 8000);
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toContainText("Waiting");
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await expect(head(page)).toContainText("Cancelled: the page stopped waiting");
  await expect(page.locator("#watch .verdict")).toContainText("Its request waited for the answer to the preflight, and never left.");
  await expect(sequence(page)).toContainText("comes too late");
  await expect(sequence(page)).not.toContainText("POST/v1/bookings");
  await expect(page.getByRole("button", { name: "Seed 42, 126 records" }), "no booking was made").toBeVisible();
  await page.keyboard.press("Control+z");
  // Neither the permission nor the booking is there.
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toContainText("201 Created");
  await expect(sequence(page)).toContainText("OPTIONS");
});

test("a cancelled exchange looks cancelled, and the server has done what it did", async ({ page }) => {
  await open(page);
  // The first asks for the permission, which holds for the second.
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toContainText("201 Created");
  const body = page.getByRole("textbox", { name: "Request body" });
  await body.fill((await body.inputValue()).replaceAll("2026-03", "2026-05"));
  await delay(page, 8000);
  await page.keyboard.press("Control+Enter");
  await expect(head(page)).toContainText("Waiting");
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await expect(head(page)).toContainText("Cancelled: the page stopped waiting");
  await expect(head(page).locator(".st.is-struck")).toHaveText("201 Created");
  await expect(page.locator("#watch .verdict")).toContainText("The server did carry it out: cancelling undoes nothing.");
  const last = page.locator(".seq li:is(.msg, .note)").last();
  await expect(last).toContainText("AbortError: the page no longer listens");
  await expect(last).toHaveAttribute("aria-current", "step");
  await expect(sequence(page)).not.toContainText("readable");
  const row = page.getByRole("row").filter({ hasText: "/v1/bookings" });
  await expect(row.getByText("cancelled", { exact: true })).toBeVisible();
  // Nobody has read the answer: what is left to do is to ask again.
  await expect(page.getByRole("region", { name: "Send", exact: true }).locator(".chip-b")).toHaveText(["Again: POST /v1/bookings"]);
});

test("an answer to mode no-cors is drawn shut, not readable", async ({ page }) => {
  await open(page);
  const panel = page.getByRole("region", { name: "Send", exact: true });
  await panel.getByRole("tab", { name: "Browser" }).click();
  await panel.getByLabel("mode", { exact: true }).selectOption({ label: "no-cors" });
  await send(page, "GET", "/v1/hotels/ht_12");
  await expect(sequence(page)).toContainText("opaque");
  await expect(sequence(page)).not.toContainText("readable");
});

test("an answer over the real wire keeps its place behind one that is waited for", async ({ page }) => {
  await open(page);
  await controlled(page);
  await run(page, "policies faults");
  await page.getByRole("dialog", { name: "Server policies" }).getByLabel("Every answer comes later by").fill("3000");
  await page.keyboard.press("Escape");
  await send(page, "GET", "/v1/hotels/ht_31");
  await page.evaluate(() => void fetch("./mock/v1/hotels/ht_12", { cache: "no-store" }));
  // The one that was sent first is shown first, whichever way the second one comes.
  const rows = watch(page).getByRole("table", { name: "Traffic, newest first" }).locator("tbody tr:not(.child)");
  await expect(rows).toHaveCount(2, { timeout: 10_000 });
  await expect(rows.nth(0)).toContainText("ht_12");
  await expect(rows.nth(0)).toContainText("real");
  await expect(rows.nth(1)).toContainText("ht_31");
});
