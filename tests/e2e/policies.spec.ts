// The policies drawer and the clients: every change is one edit, in effect with the next request.
import type { Locator, Page } from "@playwright/test";
import { controlled, expect, expectAccessible, keptDesign, open, test } from "./roundtrip";

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

/** Opens every fold of a dialog, once it is there. */
async function openFolds(dialog: Locator) {
  const folds = dialog.locator("details.policy > summary");
  await expect(folds.first()).toBeVisible();
  for (const summary of await folds.all()) await summary.click();
}

const drawer = (page: Page) => page.getByRole("dialog", { name: "Server policies" });
const fold = (page: Page, title: string) => page.locator("details.policy").filter({ has: page.locator("summary b", { hasText: new RegExp(`^${title}$`) }) });

/** A change of a room over the real wire, guarded by an entity tag that no room has. */
async function staleWrite(page: Page) {
  return page.evaluate(async () => {
    const authorization = "Bearer desk-token-1";
    const first = async (path: string) => (await (await fetch(path, { headers: { authorization } })).json()).items[0];
    const hotel = await first("./mock/v1/hotels?limit=1");
    const room = await first(`./mock/v1/hotels/${hotel.id}/rooms?limit=1`);
    const response = await fetch(`./mock/v1/rooms/${room.id}`, {
      method: "PATCH",
      headers: { authorization, "content-type": "application/merge-patch+json", "if-match": '"stale"' },
      body: JSON.stringify({ type: "suite" }),
    });
    return response.status;
  });
}

test("a choice changes the very next answer, and undo changes it back", async ({ page, complaints }) => {
  await open(page);
  await controlled(page);
  expect(await staleWrite(page)).toBe(412);
  await run(page, "policies concurrency");
  const form = fold(page, "Concurrency");
  await expect(form.locator("summary")).toBeFocused();
  const status = form.getByRole("combobox", { name: "Status for a stale If-Match" });
  await expect(status).toHaveValue("0");
  await status.selectOption({ label: "409 Conflict" });
  await expect(form).toContainText("clients cannot tell it from other conflicts");
  await page.keyboard.press("Escape");
  expect(await staleWrite(page)).toBe(409);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".toasts")).toContainText("Undone: Change policy Concurrency.");
  expect(await staleWrite(page)).toBe(412);
  complaints.length = 0; // the browser logs every 4xx
});

test("every concern has a fold with a fact and a form", async ({ page }) => {
  await open(page);
  await run(page, "edit server policies");
  const folds = drawer(page).locator("details.policy");
  const titles = await folds.locator("summary b").allTextContents();
  expect(titles[0]).toBe("API");
  expect(titles.at(-1)).toBe("Brief");
  expect(titles).toEqual(expect.arrayContaining(["CORS", "Authentication", "Validation", "Errors", "Pagination", "Caching", "Concurrency"]));
  for (let index = 0; index < titles.length; index += 1) {
    const one = folds.nth(index);
    await expect(one.locator("summary .fact")).not.toBeEmpty();
    await one.locator("summary").click();
    await expect(one.locator("select, input, textarea").first(), titles[index]).toBeVisible();
    await one.locator("summary").click();
  }
});

test("origins are added, refused with a reason, and deleted", async ({ page }) => {
  await open(page);
  await run(page, "policies cors");
  const cors = fold(page, "CORS");
  await expect(cors.locator(".fact")).toHaveText("2 origins");
  const field = cors.getByRole("textbox", { name: "New origin" });
  await field.fill("https://shop.example/path");
  await field.press("Enter");
  await expect(cors).toContainText("with no slash at the end");
  await field.fill("https://shop.example");
  await field.press("Enter");
  await expect(cors.locator(".fact")).toHaveText("3 origins");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
  await cors.getByRole("button", { name: "Delete https://shop.example" }).click();
  await expect(cors.locator(".fact")).toHaveText("2 origins");
  await cors.getByRole("combobox", { name: "Who may read answers" }).selectOption({ label: "Every origin, echoed (weak)" });
  await expect(cors).toContainText("This is a hole.");
  await expect(cors.locator(".fact")).toHaveText("any origin, echoed");
  await expect(cors.locator("summary")).toContainText("finding");
  await cors.getByRole("button", { name: "Back to defaults: CORS" }).click();
  await expect(cors.locator(".fact")).toHaveText("no other origin");
});

test("a number out of bounds stays in its field with the reason", async ({ page }) => {
  await open(page);
  await run(page, "policies pagination");
  const form = fold(page, "Pagination");
  const items = form.getByRole("textbox", { name: "Items on a page", exact: true });
  await items.fill("0");
  await expect(items).toHaveAttribute("aria-invalid", "true");
  await expect(form).toContainText("Write a whole number from 1 to 1000.");
  await expect(form.locator(".fact")).not.toHaveText("cursor, 0 a page");
  await items.fill("");
  await items.pressSequentially("25");
  await expect(form.locator(".fact")).toHaveText("cursor, 25 a page");
  await expect(items).not.toHaveAttribute("aria-invalid", "true");
  await items.blur();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await run(page, "policies pagination");
  await expect(fold(page, "Pagination").locator(".fact"), "typing was one step").not.toHaveText(/25|\b2\b/);
});

test("a limit counts from the next request on, and a repetition is answered once", async ({ page, complaints }) => {
  await open(page);
  await controlled(page);
  await run(page, "policies rate limits");
  const form = fold(page, "Rate limits");
  await expect(form.locator("summary")).toBeFocused();
  await expect(form.getByRole("textbox", { name: "Requests without credentials" })).toHaveCount(0);
  await form.getByRole("combobox", { name: "Requests are counted" }).selectOption({ label: "By a token bucket" });
  await form.getByRole("textbox", { name: "Requests without credentials" }).fill("1");
  await expect(form.locator("summary .fact")).toHaveText("100 in 60 s");
  await form.getByRole("textbox", { name: "New tier" }).fill("gold");
  await form.getByRole("button", { name: "Add tier" }).click();
  await expect(form.getByText("such as gold: 1000")).toBeVisible();
  const answers = await page.evaluate(async () => {
    const ask = async () => {
      const response = await fetch("./mock/v1/hotels?limit=1", { cache: "no-store" });
      return [response.status, response.headers.get("ratelimit-policy"), response.headers.get("retry-after") !== null];
    };
    return [await ask(), await ask()];
  });
  expect(answers).toEqual([[200, '"anonymous";q=1;w=60', false], [429, '"anonymous";q=1;w=60', true]]);
  const booked = await page.evaluate(async () => {
    const book = async () => {
      const response = await fetch("./mock/v1/bookings", {
        method: "POST",
        headers: { authorization: "Bearer guest-token-1", "content-type": "application/json", "idempotency-key": '"e2e-1"' },
        body: JSON.stringify({ roomId: "rm_204", guestId: "gs_81", checkIn: "2031-06-01", checkOut: "2031-06-03" }),
      });
      return [response.status, response.headers.get("location"), response.headers.get("idempotency-replayed")];
    };
    return [await book(), await book()];
  });
  expect(booked[0][0]).toBe(201);
  expect(booked[1]).toEqual([201, booked[0][1], "true"]);
  expect(complaints.splice(0), "Chromium reports the 429").toEqual([expect.stringContaining("429")]);
});

test("the API's own name and place, and the brief", async ({ page }) => {
  await open(page);
  await run(page, "edit server policies");
  await expect(fold(page, "API").locator("summary")).toBeFocused();
  await page.keyboard.press("Enter");
  const api = fold(page, "API");
  await api.getByRole("textbox", { name: "Name" }).fill("Hotel rooms");
  await expect(page.locator(".design-name")).toContainText("Hotel rooms");
  await api.getByRole("textbox", { name: "Base path" }).fill("v2");
  await expect(api).toContainText("Begin with a slash");
  await api.getByRole("textbox", { name: "Base path" }).fill("/v2");
  await expect(api).not.toContainText("Begin with a slash and leave out");
  await fold(page, "Brief").locator("summary").click();
  await fold(page, "Brief").getByRole("combobox", { name: "Does money move" }).selectOption({ label: "No" });
  await fold(page, "Brief").getByRole("textbox", { name: "Requests at the peak" }).fill("120");
  await page.keyboard.press("Escape");
  const kept = await keptDesign(page);
  expect(kept).toMatchObject({ name: "Hotel rooms", basePath: "/v2", brief: { peakPerSecond: 120, money: false } });
});

test("clients are added, changed and deleted", async ({ page }) => {
  await open(page);
  await run(page, "edit clients");
  const clients = page.getByRole("dialog", { name: "Clients" });
  await expect(clients.locator("details.policy").first()).toBeVisible();
  const before = await clients.locator("details.policy").count();
  await clients.getByRole("button", { name: "Add client" }).click();
  await expect(clients.locator("details.policy")).toHaveCount(before + 1);
  const last = clients.locator("details.policy").last();
  const name = last.getByRole("textbox", { name: "Name" });
  await expect(name).toBeFocused();
  await name.fill("Guest app");
  await expect(last).toContainText("Guest app exists already. Choose another name.");
  await name.fill("Kiosk");
  await expect(last.locator("summary b")).toHaveText("Kiosk");
  await last.getByRole("combobox", { name: "Shows" }).selectOption({ label: "An API key" });
  await last.getByRole("textbox", { name: "Key" }).fill("kiosk-key");
  await last.getByRole("textbox", { name: "New role" }).fill("staff");
  await last.getByRole("button", { name: "Add role" }).click();
  await last.getByRole("combobox", { name: "Runs as" }).selectOption({ label: "A program, no browser" });
  await expect(last.locator(".fact")).toHaveText("program, no browser");
  await expect.poll(async () => JSON.stringify(await keptDesign(page))).toContain('"kiosk-key"');
  await last.getByRole("button", { name: "Delete client" }).click();
  await expect(clients.locator("details.policy")).toHaveCount(before);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`the drawers are accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await open(page);
      await run(page, "edit server policies");
      await openFolds(drawer(page));
      await fold(page, "CORS").getByRole("textbox", { name: "New origin" }).fill("nowhere");
      await fold(page, "CORS").getByRole("button", { name: "Add origin" }).click();
      await expectAccessible(page, "dialog");
      await drawer(page).getByRole("button", { name: "Edit clients" }).click();
      const clients = page.getByRole("dialog", { name: "Clients" });
      await openFolds(clients);
      await expectAccessible(page, "dialog");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
    });
  }
}
