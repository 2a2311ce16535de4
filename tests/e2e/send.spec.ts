// The Send panel: who asks, the request line, the parts of the request, and what is said before it leaves.
import type { Page } from "@playwright/test";
import { controlled, expect, expectAccessible, open, test } from "./roundtrip";

const panel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const watch = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });
const body = (page: Page) => panel(page).getByRole("textbox", { name: "Request body" });
const send = (page: Page) => panel(page).getByRole("button", { name: /^Send( |$)/ }).first().click();
const part = (page: Page, name: string) => panel(page).getByRole("tab", { name: new RegExp(`^${name}`) }).click();
const load = async (page: Page, method: string, target: string) => {
  await panel(page).getByRole("combobox", { name: "Method" }).selectOption(method);
  await panel(page).getByRole("textbox", { name: /Path and query/ }).fill(target);
};
const answer = (page: Page) => watch(page).locator(".head");

test("Send on the hotel sample gives 201, with Ctrl+Enter from the body too", async ({ page }) => {
  await open(page);
  await send(page);
  await expect(answer(page)).toContainText("201 Created");
  await load(page, "GET", "/v1/hotels");
  await body(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("200 OK");
});

test("content that nobody has touched follows the design; what was typed stays, and is judged again after a reload", async ({ page }) => {
  await open(page);
  await expect(body(page)).toHaveValue(/"guestId"/);
  await page.getByRole("button", { name: "Fix: Anybody known has everybody's records" }).click();
  await expect(body(page), "the server now fills in whose it is").not.toHaveValue(/"guestId"/);
  await send(page);
  await expect(answer(page)).toContainText("201 Created");
  await body(page).fill('{ "roomId": "rm_204", "guestId": "gs_0", "checkIn": "2026-05-01", "checkOut": "2026-05-03" }');
  await expect(panel(page)).toContainText("guestId names the owner, which the server sets: leave it out");
  await expect(body(page), "it is not mended behind anybody's back").toHaveValue(/"gs_0"/);
});

test("Try next: 200, then 304, in two presses", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("button", { name: "GET /v1/hotels/ht_12" }).click();
  await expect(answer(page)).toContainText("200 OK");
  await panel(page).getByRole("button", { name: "Again with If-None-Match" }).click();
  await expect(answer(page)).toContainText("304 Not Modified");
  await expect(answer(page)).toContainText("Not modified, use your copy");
  await expect(panel(page).getByRole("textbox", { name: /Path and query/ })).toHaveValue("/v1/hotels/ht_12");
});

/** The message stands under the text of its line and above the next one, and both layers of the editor have the same rows. */
async function underTheLine(page: Page, index: number, text: RegExp) {
  const line = page.locator(".send .editor-l").nth(index);
  const message = line.locator(".editor-m");
  await expect(message).toHaveText(text);
  const places = await line.evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line.querySelector("span")!);
    const message = line.querySelector(".editor-m")!.getBoundingClientRect();
    const own = range.getBoundingClientRect();
    if (line.nextElementSibling) range.selectNodeContents(line.nextElementSibling);
    const below = line.nextElementSibling && range.getBoundingClientRect();
    const layers = [...document.querySelectorAll<HTMLElement>(".send .editor > *")];
    return {
      text: own.bottom,
      top: message.top,
      bottom: message.bottom,
      next: below ? below.top : Infinity,
      layers: layers.map((layer) => [getComputedStyle(layer).lineHeight, layer.getBoundingClientRect().top].join()),
      height: document.querySelector(".send .editor-t")!.clientHeight,
      painted: [...document.querySelectorAll(".send .editor-l")].reduce((sum, line) => sum + line.getBoundingClientRect().height, 0),
    };
  });
  expect(places.top, "below the text").toBeGreaterThanOrEqual(places.text - 3);
  expect(places.bottom, "above the next line").toBeLessThanOrEqual(places.next + 0.5);
  expect(new Set(places.layers).size, "the layers lie on each other").toBe(1);
  expect(places.painted).toBeLessThanOrEqual(places.height);
}

test("a broken body says line and column before it is sent, and gets 400", async ({ page }) => {
  await open(page);
  await body(page).fill('{\n  "roomId": "rm_204",\n  checkIn: 1\n}');
  await expect(panel(page).getByText("Line 3")).toBeVisible();
  await expect(page.locator("#send-problems").getByText(/column 3/)).toBeVisible();
  await underTheLine(page, 2, /column 3/);
  await expect(panel(page).getByText("Sent as it is, the answer will be 400.")).toBeVisible();
  await send(page);
  await expect(answer(page)).toContainText("400 Bad Request");
  const top = () => body(page).evaluate((text) => getComputedStyle(text).lineHeight);
  const apart = await top();
  await panel(page).getByRole("button", { name: "Make it valid again" }).click();
  await expect(page.locator(".send .editor-m")).toHaveCount(0);
  await expect(body(page)).toBeFocused();
  expect(await top(), "mended, no line jumps under the hands").toBe(apart);
  await expect(panel(page).getByText("Line 3")).toBeHidden();
  await send(page);
  await expect(answer(page)).toContainText("201 Created");
});

test("a field that fails says so on its line, and gets 422 with a pointer", async ({ page }) => {
  await open(page);
  await body(page).fill((await body(page).inputValue()).replace(/"checkOut": "[^"]*"/, '"checkOut": "soon"'));
  await expect(panel(page).getByText("Line 5")).toBeVisible();
  await expect(panel(page).getByText("Sent as it is, the answer will be 422.")).toBeVisible();
  await send(page);
  await expect(answer(page)).toContainText("422 Unprocessable Content");
  await watch(page).getByRole("tab", { name: "Body" }).click();
  await expect(watch(page).getByText('"#/checkOut"')).toBeVisible();
});

test("however much is wrong with the body, the traffic ends above the status bar", async ({ page }) => {
  await open(page);
  await body(page).fill('{\n  "roomId": "rm_c5tp",\n  "checkIn": "soon"\n}');
  await send(page);
  await expect(answer(page)).toContainText("422 Unprocessable Content");
  const bottom = async (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
  expect(await bottom(".log")).toBeLessThanOrEqual(await bottom(".work"));
});

test("a missing field is named though it is on no line", async ({ page }) => {
  await open(page);
  await body(page).fill("{}");
  await expect(panel(page).getByText("roomId is missing")).toBeVisible();
});

test("slots of the path choose another record and change the target", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels/ht_12/rooms");
  const slot = panel(page).getByRole("combobox", { name: "hotelId" });
  await expect(slot).toHaveValue("ht_12");
  await slot.selectOption("ht_31");
  await expect(panel(page).getByRole("textbox", { name: /Path and query/ })).toHaveValue("/v1/hotels/ht_31/rooms");
  await panel(page).getByRole("textbox", { name: /Path and query/ }).fill("/v1/hotels/{hotelId}/rooms");
  await expect(panel(page).getByText(/stands for a value/)).toBeVisible();
});

test("query rows and the target say the same", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels?city=Lisbon");
  await part(page, "Query");
  await expect(panel(page).getByRole("textbox", { name: "Value of parameter 1" })).toHaveValue("Lisbon");
  await panel(page).getByRole("textbox", { name: "Name of parameter 2" }).pressSequentially("limit");
  await panel(page).getByRole("textbox", { name: "Value of parameter 2" }).pressSequentially("a b");
  const target = panel(page).getByRole("textbox", { name: /Path and query/ });
  await expect(target).toHaveValue("/v1/hotels?city=Lisbon&limit=a%20b");
  await panel(page).getByRole("button", { name: "Delete parameter city" }).click();
  await expect(target).toHaveValue("/v1/hotels?limit=a%20b");
});

test("header lines can be added, switched off and deleted", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/hotels");
  await part(page, "Headers");
  await expect(panel(page).getByText("Bearer guest-token-1")).toBeVisible();
  await panel(page).getByLabel("Name of line 2").pressSequentially("accept-language");
  await panel(page).getByRole("textbox", { name: "Value of accept-language" }).pressSequentially("pt");
  await send(page);
  await watch(page).getByRole("tab", { name: "Raw" }).click();
  await expect(watch(page).locator(".raw")).toContainText("> accept-language: pt");
  await panel(page).getByRole("checkbox", { name: "Send line of accept-language" }).uncheck();
  await send(page);
  await expect(watch(page).locator(".raw")).not.toContainText("accept-language");
  await panel(page).getByRole("button", { name: "Delete line of accept-language" }).click();
  await expect(panel(page).getByRole("textbox", { name: "Value of accept-language" })).toHaveCount(0);
});

test("missing credentials are said before sending; one press borrows them", async ({ page }) => {
  await open(page);
  await load(page, "GET", "/v1/bookings");
  await panel(page).getByRole("button", { name: "Unknown page" }).click();
  await expect(panel(page).getByText("This endpoint wants credentials.")).toBeVisible();
  await panel(page).getByRole("button", { name: "Use Guest app's" }).click();
  await expect(panel(page).getByText("This endpoint wants credentials.")).toBeHidden();
  await send(page);
  await expect(answer(page)).toContainText("200 OK");
  await part(page, "Auth");
  await panel(page).getByRole("checkbox", { name: "Send credentials" }).uncheck();
  await panel(page).getByRole("button", { name: "Send without" }).click();
  await expect(answer(page)).toContainText("401 Unauthorized");
  await panel(page).getByRole("button", { name: "Again as Guest app" }).click();
  // Its browser has the answer of before, and asks only whether it still holds.
  await expect(answer(page)).toContainText("304 Not Modified");
});

test("a status that may be answered can be had: one press loads a request that gets it", async ({ page }) => {
  await open(page);
  for (const status of ["400 Bad Request", "401 Unauthorized", "409 Conflict", "422 Unprocessable Content", "201 Created"]) {
    await panel(page).getByRole("button", { name: new RegExp(`^${status}:`) }).click();
    await expect(panel(page).getByText("Such a request is loaded: send it.")).toBeVisible();
    await send(page);
    await expect(answer(page)).toContainText(status);
  }
});

test("any other method can be typed", async ({ page }) => {
  await open(page);
  await load(page, "", "/v1/hotels");
  await panel(page).getByRole("textbox", { name: "Other method" }).fill("PURGE");
  await send(page);
  await expect(answer(page)).toContainText("The browser blocked this request");
  await panel(page).getByRole("button", { name: "Travel agency" }).click();
  await send(page);
  await expect(answer(page)).toContainText("501 Not Implemented");
});

test("content is kept aside while the method has none", async ({ page }) => {
  await open(page);
  const typed = await body(page).inputValue();
  await panel(page).getByRole("combobox", { name: "Method" }).selectOption("GET");
  await expect(body(page)).toHaveValue("");
  await panel(page).getByRole("combobox", { name: "Method" }).selectOption("POST");
  await expect(body(page)).toHaveValue(typed);
  await send(page);
  await expect(answer(page)).toContainText("201 Created");
});

test("unknown paths are answered 404; an empty path says what to do", async ({ page }) => {
  await open(page);
  await load(page, "GET", "");
  await expect(panel(page).getByText("Pick an endpoint, or type a path.", { exact: false })).toBeVisible();
  await load(page, "GET", "/v1/nowhere");
  await send(page);
  await expect(answer(page)).toContainText("404 Not Found");
});

test("code can be taken away, and the toast says what was copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await part(page, "Code");
  await panel(page).getByRole("button", { name: "Copy the curl command" }).click();
  await expect(page.getByText(/Copied the curl command, \d+ characters\./)).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("curl --request POST 'https://api.stay.example/v1/bookings'");
  expect(copied).toContain("authorization: Bearer guest-token-1");
});

test("low windows fold Send after an answer; Ctrl+. opens it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  await expect(body(page)).toBeVisible();
  await send(page);
  await expect(body(page)).toBeHidden();
  await page.keyboard.press("Control+.");
  await expect(body(page)).toBeVisible();
  await panel(page).getByRole("button", { name: "Fold the request" }).click();
  await expect(body(page)).toBeHidden();
});

test("the real wire: the page's own switch, and anybody's fetch", async ({ page }) => {
  await open(page);
  await controlled(page);
  await panel(page).getByRole("button", { name: "Real", exact: true }).click();
  await expect(panel(page).getByText(/this browser's own fetch/)).toBeVisible();
  await load(page, "GET", "/v1/hotels");
  await send(page);
  await expect(answer(page)).toContainText("200 OK");
  const status = await page.evaluate(async () => (await fetch("mock/v1/rooms/rm_204")).status);
  expect(status).toBe(200);
  await expect(watch(page).getByRole("button", { name: "/v1/rooms/rm_204" })).toBeVisible();
});

test("phone: Send goes to Watch, and the strip leads back", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Send" }).click();
  await send(page);
  await expect(answer(page)).toBeVisible();
  await expect(page.locator("#watch-answer")).toBeFocused();
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Send" }).click();
  await panel(page).getByRole("button", { name: /^Last answer: 201 Created/ }).click();
  await expect(answer(page)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`every part is accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
      test.slow(); // axe looks at many states
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await open(page);
      if (viewport.width < 641) await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Send" }).click();
      await panel(page).getByRole("combobox", { name: "Method" }).selectOption("PATCH");
      await panel(page).getByRole("textbox", { name: /Path and query/ }).fill("/v1/rooms/rm_204?a=b");
      await body(page).fill("{,}");
      await expect(panel(page).getByText("Line 1")).toBeVisible();
      for (const name of ["Body", "Headers", "Query", "Auth", "Code"]) {
        await part(page, name);
        await expectAccessible(page, "#send");
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
    });
  }
}
