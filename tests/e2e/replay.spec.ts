// The page's engine gives the same bytes as the native one: it runs the sessions that the native tests have recorded.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, open, test } from "./roundtrip";

const root = join(import.meta.dirname, "..", "..");
const digests: { sample: string; requests: number; all: string }[] = JSON.parse(readFileSync(join(root, "tests/golden/replay.json"), "utf8"));

for (const { sample, requests, all } of digests) {
  test(`the same bytes natively and in the page: ${requests} mixed requests to ${sample}`, async ({ page }) => {
    const file = join(root, "target/replay", `${sample}.json`);
    expect(existsSync(file), `${file} is written by the native tests: run make native first`).toBe(true);
    await open(page, { query: "measure" });
    await page.waitForFunction(() => "roundtripReplay" in window);
    const session = readFileSync(file, "utf8");
    expect(JSON.parse(session).requests).toHaveLength(requests);
    const digest = await page.evaluate((text) => (window as unknown as { roundtripReplay: (text: string) => string }).roundtripReplay(text), session);
    expect(digest).toBe(all);
  });
}
