// Pictures of the built page: `make shots`, or `make shots ARGS="start watch"` for some of the states below.
// They go to shots/, which git ignores.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const require = createRequire(new URL("../tests/e2e/package.json", import.meta.url));
const { chromium } = require("@playwright/test");

/** A state is a way to get there from the open page. Add one per view that is worth a look. */
const STATES = {
  shell: { wait: false, block: "**/*_bg.wasm" },
  start: {},
  conflict: {
    act: async (page) => {
      await page.keyboard.press("Control+Enter");
      await page.getByText("201 Created").first().waitFor();
      await page.keyboard.press("Control+Enter");
      await page.getByText("409 Conflict").first().waitFor();
    },
  },
  flawed: { act: (page) => run(page, "Open Flawed shop") },
  policies: { act: (page) => run(page, "policies") },
  export: { act: (page) => run(page, "export") },
};

/** Runs a command of the palette. */
async function run(page, words) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(words);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(400);
}

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STATES);
const unknown = chosen.filter((name) => !(name in STATES));
if (unknown.length > 0) throw new Error(`no such state: ${unknown.join(", ")}. There are ${Object.keys(STATES).join(", ")}`);

mkdirSync("shots", { recursive: true });
const { url, stop } = await serve({ dir: "dist", base: "/sub/roundtrip/" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || undefined,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
for (const name of chosen) {
  for (const viewport of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const file = `shots/${name}-${viewport.width}x${viewport.height}-${colorScheme}.png`;
      await picture(STATES[name], { viewport, colorScheme }, file);
      console.log(file);
    }
  }
}
await browser.close();
await stop();

async function picture({ fragment = "", block, wait = true, act }, options, file) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce", serviceWorkers: "block" });
  const page = await context.newPage();
  if (block) await page.route(block, () => {});
  await page.goto(`${url}${fragment && `#${fragment}`}`, { waitUntil: wait ? "load" : "domcontentloaded" });
  if (wait) await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  if (act) await act(page);
  await page.screenshot({ path: file });
  await context.close();
}
