// How fast the engine is in the page: `node tools/measure.mjs`, after a release build. Runs the samples in Chromium (`?measure`)
// and prints the best of three visits, in microseconds; then what a visitor waits for.
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const require = createRequire(new URL("../tests/e2e/package.json", import.meta.url));
const { chromium } = require("@playwright/test");

const { url, stop } = await serve({ dir: "dist", base: "/sub/roundtrip/" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || undefined,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
const best = new Map();
const keep = (name, value) => best.set(name, Math.min(value, best.get(name) ?? Infinity));
for (let visit = 0; visit < 3; visit++) {
  const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  await page.goto(`${url}?measure`);
  await page.locator("html[data-measured]").waitFor({ state: "attached", timeout: 120_000 });
  for (const line of (await page.locator("html").getAttribute("data-measured")).split("\n")) {
    const [name, micros] = line.split("\t");
    keep(name, Number(micros));
  }
  await page.context().close();

  const loop = await (await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } })).newPage();
  await loop.goto(url);
  await loop.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  keep("page: from address to engine", 1000 * (await loop.evaluate(() => performance.now())));
  await loop.locator('html[data-parts="true"]').waitFor({ state: "attached" });
  const painted = await loop.evaluate(async () => {
    const send = [...document.querySelectorAll("#send button")].find((button) => button.textContent.startsWith("Send"));
    const start = performance.now();
    send.click();
    while (!document.querySelector("#watch .log, #watch-answer")) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  });
  keep("page: from Send to the painted answer", 1000 * painted);
  await loop.context().close();
}
await browser.close();
await stop();

console.log(`In the page (Chromium ${browser.version()}), best of 3:`);
for (const [name, micros] of best) {
  const shown = micros >= 1000 ? `${(micros / 1000).toFixed(1)} ms` : `${micros.toFixed(1)} µs`;
  console.log(`  ${name.padEnd(44)} ${shown.padStart(10)}`);
}
