// What every test of the page starts from. Import `test` and `expect` from here, not from Playwright:
// this `test` fails on console errors, uncaught errors, blocked code and requests to another origin.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";

export { expect };

export const url = () => process.env.ROUNDTRIP_URL ?? "";

type Complaints = {
  /** Everything that went wrong so far. Clear it in a test that causes an error on purpose. */
  complaints: string[];
};

export const test = base.extend<Complaints>({
  baseURL: async ({}, use) => use(url()),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      await listen(context, complaints);
      await use(complaints);
      expect(complaints, "errors, blocked code and foreign requests").toEqual([]);
    },
    { auto: true },
  ],
});

async function listen(context: BrowserContext, complaints: string[]) {
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`blocked by ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`),
    );
  });
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url()).origin) complaints.push(`foreign request: ${request.url()}`);
  });
}

/** Opens the page and waits until the app has started. `fragment` is what follows "#". */
export async function open(page: Page, { fragment = "", query = "" } = {}) {
  await page.goto(`./${query ? `?${query}` : ""}${fragment ? `#${fragment}` : ""}`);
  await started(page);
}

export async function started(page: Page) {
  await expect(page.locator("html"), "the app has started").toHaveAttribute("data-ready", "true");
  await expect(page.locator("html"), "every part is there").toHaveAttribute("data-parts", "true", { timeout: 30_000 });
}

/** Fails on any accessibility rule axe knows for WCAG 2.2 AA, and on its best practices. */
export async function expectAccessible(page: Page, within = "html") {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(" ")}\n  ${node.failureSummary}`).join("\n")}`);
  expect(found.join("\n\n"), "accessibility").toBe("");
}

/** Waits until a service worker controls the page, registering it if the app has not. */
export async function controlled(page: Page) {
  await page.evaluate(async () => {
    const controller = new Promise<void>((done) => {
      if (navigator.serviceWorker.controller) return done();
      navigator.serviceWorker.addEventListener("controllerchange", () => done(), { once: true });
    });
    await navigator.serviceWorker.register("./service-worker.js");
    await navigator.serviceWorker.ready;
    await controller;
  });
}

/** The design as this browser keeps it, once nothing waits to be kept any more. */
export async function keptDesign(page: Page): Promise<any> {
  await page.waitForTimeout(400);
  await expect(page.locator(".saved")).not.toContainText("Saving");
  return page.evaluate(async () => {
    const opening = indexedDB.open("roundtrip");
    await new Promise((done) => (opening.onsuccess = opening.onerror = opening.onupgradeneeded = done));
    const database = opening.result;
    if (!database.objectStoreNames.contains("texts")) return undefined;
    const asked = database.transaction("texts").objectStore("texts").get(`design/${localStorage.getItem("roundtrip.open")}`);
    await new Promise((done) => (asked.onsuccess = asked.onerror = done));
    database.close();
    return asked.result && JSON.parse(asked.result).design;
  });
}
