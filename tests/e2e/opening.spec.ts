// Everything that can be opened: pasted, dropped, and chosen as a file, each with what had no place in it.
import type { Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

const box = (page: Page) => page.getByRole("dialog", { name: "Open" });

async function openDialog(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  await expect(box(page)).toBeVisible();
}

const things = { get: { operationId: "listThings", "x-internal": true, responses: { 200: { description: "ok" } } }, post: { operationId: "addThing", responses: { 201: { description: "made" } } } };
const entry = { startedDateTime: "2026-03-10T09:41:00Z", time: 5, request: { method: "GET", url: "https://api.example.com/v1/things?limit=2", httpVersion: "HTTP/1.1", cookies: [], headers: [], queryString: [{ name: "limit", value: "2" }], headersSize: -1, bodySize: 0 }, response: { status: 200, statusText: "OK", httpVersion: "HTTP/1.1", cookies: [], headers: [{ name: "content-type", value: "application/json" }], content: { size: 20, mimeType: "application/json", text: '[{"id":"a","size":1}]' }, redirectURL: "", headersSize: -1, bodySize: 20 }, cache: {}, timings: { send: 0, wait: 5, receive: 0 } };

/** What it is, the name of a file of it, its text, and a path that the design then has; `says` is what had no place, if anything. */
const KINDS: { kind: string; file: string; text: string; path: string; says?: RegExp }[] = [
  { kind: "OpenAPI 3.0, JSON", file: "a.json", text: JSON.stringify({ openapi: "3.0.3", info: { title: "Things", version: "1" }, paths: { "/things": things } }), path: "/things", says: /x-internal/ },
  { kind: "OpenAPI 3.1, YAML", file: "a.yaml", text: "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths:\n  /things:\n    get: {x-internal: true, responses: {'200': {description: ok}}}\n", path: "/things", says: /x-internal/ },
  { kind: "Swagger 2.0", file: "a.json", text: JSON.stringify({ swagger: "2.0", info: { title: "Things", version: "1" }, host: "api.example.com", basePath: "/v1", paths: { "/things": things } }), path: "/things", says: /x-internal/ },
  { kind: "Postman collection", file: "things.postman_collection.json", text: JSON.stringify({ info: { name: "Things", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" }, event: [{ listen: "test", script: { exec: ["pm.test('x')"] } }], item: [{ name: "List things", request: { method: "GET", url: "https://api.example.com/things" } }] }), path: "/things" },
  { kind: "HAR archive", file: "things.har", text: JSON.stringify({ log: { version: "1.2", creator: { name: "x", version: "1" }, entries: [entry] } }), path: "/things" },
  { kind: "curl command", file: "things.sh", text: "curl -X POST https://api.example.com/v1/things -H 'content-type: application/json' -d '{\"size\": 1}'", path: "/things" },
  { kind: "Roundtrip document", file: "things.json", text: JSON.stringify({ roundtrip: 1, design: { name: "Things", endpoints: [{ id: "listThings", method: "GET", path: "/things", behaviour: { type: "list" } }] } }), path: "/things" },
];

async function opened(page: Page, { path, says }: (typeof KINDS)[number]) {
  const tree = page.locator(".side");
  if (says) {
    await expect(box(page).getByRole("alert")).toContainText("Opened.");
    await expect(box(page).getByRole("list", { name: "What has no place in the design" })).toContainText(says);
  }
  if (await box(page).isVisible()) await page.keyboard.press("Escape");
  await expect(box(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(path);
  await expect(page.getByRole("listbox")).toContainText(path);
  await page.keyboard.press("Escape");
  await expect(tree).toBeVisible();
}

for (const kind of KINDS) {
  test(`${kind.kind}: pasted, then dropped, and undone`, async ({ page }) => {
    await open(page);
    await openDialog(page);
    await box(page).getByLabel("Paste a document or a curl command").fill(kind.text);
    await box(page).getByRole("button", { name: "Open text" }).click();
    await expect(page.locator(".design-name")).not.toHaveText("Hotel booking");
    await opened(page, kind);
    await page.keyboard.press("Control+z");
    await expect(page.locator(".design-name")).toHaveText("Hotel booking");
    const data = await page.evaluateHandle(([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    }, [kind.file, kind.text]);
    await page.dispatchEvent("body", "dragover", { dataTransfer: data });
    await expect(page.locator(".drop-hint")).toBeVisible();
    await page.dispatchEvent("body", "drop", { dataTransfer: data });
    await expect(page.locator(".drop-hint")).toHaveCount(0);
    await expect(page.locator(".design-name")).not.toHaveText("Hotel booking");
    await opened(page, kind);
  });
}

test("a link is opened like the rest", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("dialog", { name: "Share" }).getByRole("textbox", { name: "Link to this design" }).inputValue();
  await page.keyboard.press("Escape");
  await openDialog(page);
  await box(page).getByRole("button", { name: /^Payments/ }).click();
  await expect(page.locator(".design-name")).toHaveText("Payments");
  await openDialog(page);
  await box(page).getByLabel("Open a link").fill(link);
  await box(page).getByRole("button", { name: "Open link" }).click();
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
});
