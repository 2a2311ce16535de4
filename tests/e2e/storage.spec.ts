// What this browser keeps: every change, the way back over it, versions, many designs; and what is said where it cannot.
import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, keptDesign, open, started, test } from "./roundtrip";

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

const name = (page: Page) => page.locator(".design-name");
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });
const versions = (page: Page) => page.getByRole("dialog", { name: "Versions" });

/** Renames the design, as one step of undo. */
async function rename(page: Page, to: string) {
  await typeName(page, to);
  await expect(name(page)).toHaveText(to);
}

/** Types another name for the design, which is taken or refused. */
async function typeName(page: Page, to: string) {
  await run(page, "edit server policies");
  const drawer = page.getByRole("dialog", { name: "Server policies" });
  const field = drawer.getByRole("textbox", { name: "Name", exact: true });
  if (!(await field.isVisible())) await drawer.locator("#fold-api").click();
  await field.fill(to);
  await page.keyboard.press("Escape");
}

async function saved(page: Page) {
  await expect(page.locator(".saved")).toHaveText("Saved in this browser");
  await keptDesign(page);
}

test("a tab that ends 500 ms after a change has kept it", async ({ context }) => {
  const page = await context.newPage();
  await open(page);
  await rename(page, "Kept to the last");
  await page.waitForTimeout(500);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const next = await context.newPage();
  await open(next);
  await expect(name(next)).toHaveText("Kept to the last");
});

test("undo goes on after the page is loaded again, to the same bytes", async ({ page }) => {
  await open(page, { fragment: "sample=flawed" });
  await rename(page, "One");
  await saved(page);
  const one = await keptDesign(page);
  await run(page, "apply all safe fixes");
  await page.getByRole("dialog").getByRole("button", { name: /^Apply \d+ safe fix/ }).click();
  await rename(page, "Two");
  await saved(page);
  await page.reload();
  await started(page);
  await expect(name(page)).toHaveText("Two");
  await expect(undo(page)).toHaveAttribute("aria-label", /^Undo: /);
  await undo(page).click();
  await expect(name(page)).toHaveText("One");
  await undo(page).click();
  await expect(page.getByRole("status").filter({ hasText: /Undone: Apply \d+ safe fix/ })).toBeVisible();
  expect(JSON.stringify(await keptDesign(page))).toBe(JSON.stringify(one));
  await page.reload();
  await started(page);
  await undo(page).click();
  await expect(name(page)).not.toHaveText("One");
});

test("versions are named, listed, restored and deleted; some come by themselves", async ({ page }) => {
  await open(page, { fragment: "sample=flawed" });
  await run(page, "versions and other designs");
  await expect(versions(page)).toContainText("No version yet.");
  await versions(page).getByRole("button", { name: "Keep version" }).click();
  await expect(versions(page).getByRole("list", { name: "Versions" })).toContainText("v1");
  await versions(page).getByRole("textbox").fill("Before the review");
  await page.keyboard.press("Enter");
  await expect(versions(page).getByRole("status")).toHaveText("Kept as Before the review.");
  await page.keyboard.press("Escape");
  await rename(page, "Changed");
  await run(page, "apply all safe fixes");
  await page.getByRole("dialog").getByRole("button", { name: /^Apply \d+ safe fix/ }).click();
  await run(page, "open payments");
  await expect(name(page)).toHaveText("Payments");
  await run(page, "versions and other designs");
  const rows = versions(page).getByRole("list", { name: "Versions" }).getByRole("listitem");
  await expect(rows).toHaveCount(4);
  await expect(rows.first()).toContainText("Before: Open Payments");
  await expect(rows.nth(1)).toContainText("safe fixes");
  await expectAccessible(page, "dialog");
  await rows.first().getByRole("button", { name: "Name it: Before: Open Payments" }).click();
  await expect(rows.first()).toContainText("v3");
  await rows.nth(1).getByRole("button", { name: /^Delete/ }).click();
  await expect(rows).toHaveCount(3);
  await rows.last().getByRole("button", { name: "Restore v1" }).click();
  await expect(name(page)).not.toHaveText("Payments");
});

test("a kept version is one to compare with", async ({ page }) => {
  await open(page);
  await run(page, "versions and other designs");
  await versions(page).getByRole("textbox").fill("Before the rename");
  await page.keyboard.press("Enter");
  await expect(versions(page).getByRole("status")).toHaveText("Kept as Before the rename.");
  await page.keyboard.press("Escape");
  await rename(page, "Renamed since");
  await run(page, "compare");
  // The last that was named is the old one from the start.
  await expect(page.getByRole("combobox", { name: "Old" })).toHaveValue("Before the rename");
  await expect(page.locator("main.compare")).toContainText("No difference");
});

test("a shared design lies beside one's own until it is kept, and both stay", async ({ page, context }) => {
  await open(page);
  await rename(page, "Mine");
  await saved(page);
  await page.goto("about:blank");
  await open(page, { fragment: "sample=payments" });
  const banner = page.getByRole("status").filter({ hasText: "Shared design: Payments. Your own design Mine is kept." });
  await expect(banner).toBeVisible();
  await rename(page, "Payments, changed");
  await saved(page);
  await page.reload();
  await started(page);
  await expect(name(page)).toHaveText("Payments, changed");
  await run(page, "versions and other designs");
  await versions(page).getByRole("button", { name: "Open Mine" }).click();
  await expect(name(page)).toHaveText("Mine");
  await started(page);
  expect(context.pages()).toHaveLength(1);
});

test("the way back from a shared design that nobody changed", async ({ page }) => {
  await open(page);
  await rename(page, "Mine");
  await saved(page);
  await page.goto("about:blank");
  await open(page, { fragment: "sample=payments" });
  await page.getByRole("button", { name: "Back to Mine" }).click();
  await expect(name(page)).toHaveText("Mine");
  await started(page);
});

async function two(context: BrowserContext) {
  const first = await context.newPage();
  await open(first);
  await rename(first, "In two tabs");
  await saved(first);
  const second = await context.newPage();
  await open(second);
  await expect(second.getByRole("status").filter({ hasText: "Open in another tab." })).toBeVisible();
  return { first, second };
}

const refused = (page: Page) => page.locator(".toast").filter({ hasText: "The design is open read-only here, so nothing was changed." });

test("a second tab changes nothing until it takes the design over, and sends all the same", async ({ context }) => {
  const { first, second } = await two(context);
  await second.getByRole("button", { name: "Read only" }).click();
  await expect(second.locator(".saved")).toHaveText("Read only");
  await typeName(second, "Nobody's");
  await expect(refused(second)).toContainText("Take over, or keep a copy.");
  await expect(name(second)).toHaveText("In two tabs");
  await undo(second).click();
  await expect(name(second), "undo changes nothing either").toHaveText("In two tabs");
  await second.keyboard.press("Control+Enter");
  await expect(second.locator("#watch-answer")).toContainText("created");
  expect((await keptDesign(first)).name).toBe("In two tabs");
  // The way on is offered again.
  await second.locator(".banner").getByRole("button", { name: "Keep a copy" }).click();
  await rename(second, "A copy");
  await saved(second);
  await first.reload();
  await started(first);
  await expect(name(first), "the copy was opened last").toHaveText("A copy");
  await run(first, "versions and other designs");
  await expect(versions(first)).toContainText("In two tabs");
});

test("another design opened in a second tab is one of its own, and can be changed", async ({ context }) => {
  const { first, second } = await two(context);
  await run(second, "open payments");
  await expect(name(second)).toHaveText("Payments");
  await rename(second, "Payments of the second tab");
  await saved(second);
  await rename(first, "Still mine");
  await saved(first);
  expect((await keptDesign(first)).name).toBe("Still mine");
});

test("what is kept is said once it is true", async ({ page }) => {
  await open(page);
  await expect(page.locator(".saved")).toHaveText("");
  await rename(page, "Kept now");
  await saved(page);
  await page.reload();
  await started(page);
  await expect(page.locator(".saved")).toHaveText("Saved in this browser");
});

test("taking over brings the last change along, and the first tab steps back", async ({ context }) => {
  const { first, second } = await two(context);
  await rename(first, "The last word");
  await second.getByRole("button", { name: "Take over" }).click();
  await expect(name(second)).toHaveText("The last word");
  await expect(first.getByRole("status").filter({ hasText: "Another tab has taken this design over." })).toBeVisible();
  await started(second);
  await rename(second, "From the second");
  await saved(second);
  expect((await keptDesign(second)).name).toBe("From the second");
});

test("a browser that keeps nothing says so, with a way out", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await open(page);
  const banner = page.getByRole("alert").filter({ hasText: "This browser does not keep data for this page. Use Share or Export before closing." });
  await expect(banner.first(), "before anything is changed").toBeVisible();
  await expect(page.locator(".saved")).toContainText("Not saved");
  await rename(page, "Not for long");
  await expect(page.locator(".saved")).toContainText("Not saved");
  await page.locator(".banner").getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  await expect(page.locator(".banner").first()).toBeVisible();
});

test("a full browser says so, and the change stays in the page", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await rename(page, "One too many");
  await expect(page.locator(".banner")).toContainText("Could not save the last change: this browser has no room left.");
  await expect(name(page)).toHaveText("One too many");
  await expect(page.locator(".banner").getByRole("button", { name: "Export file" })).toBeVisible();
  await expect(page.locator(".banner").getByRole("button", { name: "Delete old versions" }), "there is none").toHaveCount(0);
});

test("with old versions to delete a full browser makes room, and says so until the design is kept", async ({ page }) => {
  await open(page);
  await run(page, "versions and other designs");
  await versions(page).getByRole("button", { name: "Keep version" }).click();
  await expect(versions(page).getByRole("list", { name: "Versions" })).toContainText("v1");
  await page.keyboard.press("Escape");
  await saved(page);
  await page.evaluate(() => {
    const { put, delete: forget } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    IDBObjectStore.prototype.delete = function (key) {
      IDBObjectStore.prototype.put = put;
      return forget.call(this, key);
    };
  });
  await rename(page, "One too many");
  const banner = page.locator(".banner").filter({ hasText: "Could not save the last change: this browser has no room left." });
  await banner.getByRole("button", { name: "Delete old versions" }).click();
  await expect(banner, "it is not kept yet").toBeVisible();
  await versions(page).getByRole("button", { name: "Delete v1" }).click();
  await expect(banner).toHaveCount(0);
  await page.keyboard.press("Escape");
  await saved(page);
  expect((await keptDesign(page)).name).toBe("One too many");
});

test("a kept design that cannot be read is set aside and can be taken away", async ({ page }) => {
  await open(page);
  await rename(page, "Soon damaged");
  await saved(page);
  await page.evaluate(async () => {
    const opening = indexedDB.open("roundtrip");
    await new Promise((done) => (opening.onsuccess = done));
    const writing = opening.result.transaction("texts", "readwrite");
    writing.objectStore("texts").put('{"roundtrip": 1, "design": {', `design/${localStorage.getItem("roundtrip.open")}`);
    await new Promise((done) => (writing.oncomplete = done));
  });
  await page.reload();
  await started(page);
  const banner = page.getByRole("alert").filter({ hasText: "The design kept in this browser could not be read." });
  const saving = page.waitForEvent("download");
  await banner.getByRole("button", { name: "Save it as a file" }).click();
  expect((await saving).suggestedFilename()).toBe("roundtrip-damaged.json");
});
