// Every format of Export: a preview, the same text by Copy and by Download, a name that says what it is, and a content that reads.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Whether a text is well-formed XML, as the browser sees it. */
const xml = (page: Page, text: string, type: string) =>
  page.evaluate(([text, type]) => !new DOMParser().parseFromString(text, type as DOMParserSupportedType).querySelector("parsererror"), [text, type]);
const json = (holds: (value: any) => unknown) => (text: string) => Boolean(holds(JSON.parse(text)));
const shell = (text: string) => execFileSync("sh", ["-n"], { input: text }).length === 0;
const module = async (text: string) => Object.keys(await import(`data:text/javascript,${encodeURIComponent(text)}`)).length > 10;

/** Title, file, and what must hold of the text. */
const FORMATS: [string, string, (text: string, page: Page) => unknown][] = [
  ["OpenAPI 3.0, YAML", "openapi.yaml", (text) => /^openapi: "3\.0\.3"\n/.test(text) && text.includes("operationId: createBooking")],
  ["OpenAPI 3.0, JSON", "openapi.json", json(({ openapi, paths }) => openapi === "3.0.3" && paths["/bookings"].post)],
  ["OpenAPI 3.1, YAML", "openapi-3.1.yaml", (text) => /^openapi: "3\.1\.\d"\n/.test(text)],
  ["OpenAPI 3.1, JSON", "openapi-3.1.json", json(({ openapi, paths }) => openapi.startsWith("3.1") && paths["/bookings"].post)],
  ["Postman collection 2.1", "postman_collection.json", json(({ info, item }) => info.schema.includes("v2.1.0") && item.length > 0)],
  [".http file", "calls.http", (text) => text.includes("### ") && text.includes("POST {{origin}}/v1/bookings")],
  ["curl commands", "curl.sh", shell],
  ["HTTPie commands", "httpie.sh", shell],
  ["fetch functions", "calls.mjs", module],
  ["TypeScript types", "types.ts", (text) => text.includes("export interface Booking") || text.includes("export type Booking")],
  ["JSON Schema 2020-12", "schemas.json", json(({ $schema, $defs }) => $schema.includes("2020-12") && $defs.Booking)],
  ["WireMock mappings", "wiremock.json", json(({ mappings }) => mappings.length > 10)],
  ["Mockoon environment", "mockoon.json", json(({ routes }) => routes.length > 10)],
  ["Documentation, HTML", "documentation.html", (text) => /^<!doctype html>/i.test(text) && text.trimEnd().endsWith("</html>") && !/<script/i.test(text)],
  ["Documentation, Markdown", "documentation.md", (text) => text.includes("\n# Getting started\n")],
  ["Roundtrip document", "roundtrip.json", json(({ roundtrip, design }) => roundtrip === 1 && design.name === "Hotel booking")],
  ["Spectral ruleset", "spectral.yaml", (text) => /^rules:$/m.test(text)],
  ["Badge, SVG", "badge.svg", (text, page) => xml(page, text, "image/svg+xml")],
  ["Traffic, HAR 1.2", "traffic.har", json(({ log }) => log.version === "1.2" && log.entries.some(({ response }: any) => response.status === 201))],
];

test("every format is previewed, copied and saved alike, and its file reads", async ({ page }) => {
  await open(page);
  // The archive has something to hold.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Watch" }).or(page.locator(".watch"))).toContainText("201");
  await page.getByRole("link", { name: "Export" }).click();
  const box = page.getByRole("dialog", { name: "Export" });
  const offered = await box.getByRole("group", { name: "Formats" }).getByRole("button").evaluateAll((all) => all.map((button) => button.firstChild?.textContent));
  expect(offered, "each format has a row here").toEqual(FORMATS.map(([title]) => title));
  for (const [index, [title, file, reads]] of FORMATS.entries()) {
    await test.step(title, async () => {
      await box.getByRole("group", { name: "Formats" }).getByRole("button").nth(index).click();
      const preview = box.getByRole("list", { name: `Preview: ${title}` });
      await expect(preview).toBeVisible();
      await box.getByRole("button", { name: "Copy" }).click();
      await expect(box.getByRole("status")).toContainText(`Copied ${title}`);
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const saving = page.waitForEvent("download");
      await box.getByRole("button", { name: "Download" }).click();
      const download = await saving;
      expect(download.suggestedFilename()).toBe(`hotel-booking.${file}`);
      await expect(box.getByRole("status")).toHaveText(`Saved hotel-booking.${file}.`);
      const text = await readFile(await download.path(), "utf8");
      expect(text.replaceAll("\r\n", "\n")).toBe(copied.replaceAll("\r\n", "\n"));
      const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
      await expect(preview).toContainText(first.trim().slice(0, 60));
      expect(await reads(text, page), `${title}: what must hold of it`).toBeTruthy();
    });
  }
});
