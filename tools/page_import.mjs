// What opening a large description costs in the page: from handing the file over to the last panel and its review, and the longest
// task on the way, for the page is to answer meanwhile.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { serve } from "./serve.mjs";

// The best of some visits, in seconds, and the longest task of that visit in milliseconds.
export async function importInPage({ dir, file, rounds = 3 }) {
  const { chromium } = createRequire(new URL("../tests/e2e/package.json", import.meta.url))("@playwright/test");
  const { url, stop } = await serve({ dir, base: "/sub/roundtrip/" });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  let best = { seconds: Infinity };
  try {
    for (let round = 0; round < rounds; round++) {
      const seen = await visit(browser, url, file);
      if (seen.seconds < best.seconds) best = seen;
    }
  } finally {
    await browser.close();
    await stop();
  }
  return best;
}

async function visit(browser, url, file) {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('html[data-parts="true"]').waitFor({ state: "attached" });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  const chooser = page.getByRole("dialog", { name: "Open" }).getByLabel("Open a file");
  await chooser.waitFor();
  // The clock is the page's own: from the file's arrival until the remarks are told over every panel.
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (window.longest = Math.max(window.longest, duration)))).observe({ type: "longtask" });
    document.getElementById("open-file").addEventListener("change", () => (window.began = performance.now()), { capture: true });
    const ended = () => document.querySelector("dialog [role=alert]")?.textContent && ["api-tree", "sketch", "send", "score"].every((id) => document.getElementById(id));
    new MutationObserver(() => (window.ended ??= window.began && ended() ? performance.now() : undefined)).observe(document, { childList: true, subtree: true });
  });
  await chooser.setInputFiles({ name: "description.json", mimeType: "application/json", buffer: readFileSync(file) });
  await page.waitForFunction(() => window.ended, undefined, { timeout: 120_000 });
  const said = await page.getByRole("dialog", { name: "Open" }).getByRole("alert").textContent();
  if (!said.startsWith("Opened.")) throw new Error(`The page did not open it: ${said.slice(0, 200)}`);
  // Tasks are told a little later.
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => ({ seconds: (window.ended - window.began) / 1000, longest: window.longest }));
  await context.close();
  return seen;
}

// Alone: `node tools/page_import.mjs FILE [DIR]`.
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [file, dir = "dist"] = process.argv.slice(2);
  const { seconds, longest } = await importInPage({ dir, file });
  console.log(`${file} in the page: ${seconds.toFixed(3)} s until it is drawn and judged, longest task ${Math.round(longest)} ms`);
}
