// A document of thousands of lines is read beside the page, which answers meanwhile, says how far it is, and can be told to stop.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

const corpus = fileURLToPath(new URL("../../../shared/corpora/real-specs/github-rest.json.gz", import.meta.url));
const NAME = "github.json";
const large = () => gunzipSync(readFileSync(corpus));
const banner = (page: Page) => page.locator(".banner").filter({ hasText: `Opening ${NAME}` });

test.beforeEach(() => {
  if (!existsSync(corpus)) console.log("Large documents: the corpora do not stand beside the checkout, so none was opened.");
  test.skip(!existsSync(corpus), "the corpora do not stand beside the checkout");
});

async function choose(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Open" }).getByLabel("Open a file").setInputFiles({ name: NAME, mimeType: "application/json", buffer: large() });
}

/** Hands the file to the worker later, so that there is time to do something meanwhile on the fastest machine too. */
async function slowly(page: Page) {
  await page.addInitScript(() => {
    const Own = window.Worker;
    window.Worker = class extends Own {
      postMessage(message: any) {
        setTimeout(() => super.postMessage(message), 3000);
      }
    } as typeof Worker;
  });
}

test("while it is read, the page sends requests and paints", async ({ page }) => {
  await slowly(page);
  await open(page);
  await page.evaluate(() => {
    const page = window as any;
    page.ticks = 0;
    page.timer = setInterval(() => {
      if (document.querySelector(".banner")?.textContent?.includes("Step 2")) page.ticks += 1;
    }, 10);
  });
  await choose(page);
  await expect(banner(page)).toContainText("The page works meanwhile.");
  await expect(page.getByRole("dialog", { name: "Open" })).toBeHidden();
  // A request goes to the server and back meanwhile.
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".watch")).toContainText("201 Created");
  await expect(page.locator(".design-name"), "the old design is still there").toHaveText("Hotel booking");
  await expect(page.locator(".design-name")).toContainText("GitHub", { timeout: 100_000 });
  const ticks = await page.evaluate(() => (window as any).ticks);
  console.log(`${ticks} ticks of 10 ms while the worker read`);
  expect(ticks, "the page answered while the worker read").toBeGreaterThan(5);
  await expect(page.getByRole("dialog", { name: "Open" }).getByRole("alert")).toContainText("Opened.", { timeout: 60_000 });
  await expect(banner(page)).toHaveCount(0);
});

test("it can be cancelled, and the design stays as it was", async ({ page }) => {
  await slowly(page);
  await open(page);
  await choose(page);
  await banner(page).getByRole("button", { name: "Cancel" }).click();
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByText(`${NAME} was not opened. Your design is as it was.`).first()).toBeVisible();
  await page.waitForTimeout(5000);
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
});

test("without workers it is read in the page", async ({ page, complaints }) => {
  await page.addInitScript(() => ((window as any).Worker = undefined));
  await open(page);
  await choose(page);
  await expect(page.locator(".design-name")).toContainText("GitHub", { timeout: 100_000 });
  expect(complaints).toEqual([]);
});

test("without a network the reader comes from what is kept", async ({ page, context, complaints }) => {
  const { controlled } = await import("./roundtrip");
  await open(page);
  await controlled(page);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-parts", "true");
  await expect.poll(() => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().some((url) => url.endsWith("/reader.js")))).toBe(true);
  await context.setOffline(true);
  await choose(page);
  await expect(page.locator(".design-name")).toContainText("GitHub", { timeout: 100_000 });
  // What the browser says of a network that is not there is no fault of the page.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text)));
});

test("a part that does not come is told, with two ways out", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("data-parts", "true");
  const part = /\/documents-[0-9a-f]+\.wasm$/;
  await page.route(part, (route) => route.abort());
  await choose(page);
  const told = page.getByRole("alert").filter({ hasText: `${NAME} was not opened: a part of the page could not be fetched.` });
  await expect(told).toBeVisible();
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(told, "it fails again, and says so again").toBeVisible();
  await page.unroute(part);
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator(".design-name")).toContainText("GitHub", { timeout: 100_000 });
  // A request that nobody answers is not waited for without end; then it is read in the page.
  await page.route(part, () => undefined);
  await page.getByRole("dialog", { name: "Open" }).getByLabel("Open a file").setInputFiles({ name: NAME, mimeType: "application/json", buffer: large() });
  await expect(told).toBeVisible({ timeout: 40_000 });
  await told.getByRole("button", { name: "Read it in the page" }).click();
  await expect(page.getByRole("dialog", { name: "Open" }).getByRole("alert")).toContainText("Opened.", { timeout: 100_000 });
  await context.close();
});

test("a large design is drawn in steps, and every endpoint can be found", async ({ page, complaints }) => {
  await open(page);
  await page.evaluate(() => {
    const page = window as any;
    page.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (page.longest = Math.max(page.longest, duration)))).observe({ type: "longtask" });
    // How many of the four panels stand there, at each change of that.
    page.drawn = [];
    new MutationObserver(() => {
      const count = ["api-tree", "sketch", "send", "score"].filter((id) => document.getElementById(id)).length;
      if (page.drawn.at(-1) !== count) page.drawn.push(count);
    }).observe(document.querySelector("main.work")!, { childList: true, subtree: true });
  });
  await choose(page);
  await expect(page.getByRole("dialog", { name: "Open" }).getByRole("alert")).toContainText("Opened.", { timeout: 100_000 });
  await page.keyboard.press("Escape");
  const { longest, drawn } = await page.evaluate(() => ({ longest: (window as any).longest, drawn: (window as any).drawn }));
  console.log(`the longest task took ${Math.round(longest)} ms; panels there: ${drawn.join(", ")}`);
  expect(drawn, "the panels leave, and come back one after the other").toEqual([0, 1, 2, 3, 4]);
  await page.keyboard.press("/");
  await page.keyboard.type("issue_number}/lock");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("treeitem", { name: "PUT /repos/{owner}/{repo}/issues/{issue_number}/lock" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#send")).toContainText("issue_number");
  // The old design comes back, whole.
  await page.keyboard.press("Control+z");
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
  await expect(page.locator("#sketch .node").first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test("Compare reads beside the page too, and can be told to stop", async ({ page, complaints }) => {
  await slowly(page);
  await open(page, { fragment: "/compare" });
  const compare = page.locator("main.compare");
  const bring = async (side: string) => {
    const field = compare.getByLabel(`A file as the ${side} version`);
    if (!(await field.isVisible())) await compare.getByRole("button", { name: `Another ${side} version` }).click();
    await field.setInputFiles({ name: NAME, mimeType: "application/json", buffer: large() });
  };
  const old = compare.getByRole("combobox", { name: "Old" });
  const before = await old.inputValue();
  await bring("old");
  await expect(banner(page)).toContainText("The page works meanwhile.");
  await banner(page).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(`${NAME} was not opened. The comparison is as it was.`).first()).toBeVisible();
  await expect(old).toHaveValue(before);
  await bring("old");
  await expect(banner(page)).toContainText("Step 1 of 3");
  await expect(old).toHaveValue(NAME, { timeout: 60_000 });
  await expect(banner(page)).toHaveCount(0);
  await bring("new");
  await expect(compare.getByRole("combobox", { name: "New" })).toHaveValue(`${NAME}, 2`, { timeout: 60_000 });
  // Word by word: two documents in OpenAPI, of which nothing was lost between the engines.
  await expect(compare).toContainText("No difference.");
  expect(complaints).toEqual([]);
});
