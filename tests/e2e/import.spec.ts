// An OpenAPI document is opened, from a file and from a pasted text; what has no place is listed; a large one leaves the page alive.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, test } from "./roundtrip";

const document = (paths: number) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Book shop <script>alert(1)</script>", version: "1" },
    paths: Object.fromEntries(
      Array.from({ length: paths }, (_, index) => [
        `/books${index || ""}`,
        {
          get: {
            operationId: `listBooks${index}`,
            description: "x".repeat(200),
            responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "array", items: { $ref: `#/components/schemas/Book${index}` } } } } } },
          },
          post: {
            operationId: `addBook${index}`,
            requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/Book${index}` } } } },
            responses: { 201: { description: "made", content: { "application/json": { schema: { $ref: `#/components/schemas/Book${index}` } } } } },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        Array.from({ length: paths }, (_, index) => [
          `Book${index}`,
          { type: "object", required: ["title"], properties: { id: { type: "string", format: "uuid", readOnly: true }, title: { type: "string" }, pages: { type: "integer", multipleOf: 2 } } },
        ]),
      ),
    },
  });

const box = (page: Page) => page.getByRole("dialog", { name: "Open" });

async function choose(page: Page, name: string, text: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  await box(page).getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("a document opens as a design, with what has no place in it", async ({ page }) => {
  await open(page);
  await choose(page, "shop.json", document(1));
  await expect(page.locator(".design-name")).toHaveText("Book shop <script>alert(1)</script>");
  await expect(box(page).getByRole("alert")).toContainText("Opened.");
  await expect(box(page).getByRole("alert")).toContainText("the server does not check it");
  await expect(box(page).getByRole("alert")).toContainText("/components/schemas/Book0/properties/pages/multipleOf");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByText("/books").first()).toBeVisible();
});

test("a pasted YAML opens", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open a sample or a file");
  await page.keyboard.press("Enter");
  await box(page).getByLabel("Paste a document or a curl command").fill("openapi: 3.0.3\ninfo: {title: Pasted, version: '1'}\npaths:\n  /things:\n    get: {responses: {'200': {description: ok}}}\n");
  await box(page).getByRole("button", { name: "Open text" }).click();
  await expect(page.locator(".design-name")).toHaveText("Pasted");
});

test("a large document leaves the page alive", async ({ page }) => {
  await open(page);
  await page.locator('html[data-parts="true"]').waitFor({ state: "attached" });
  await choose(page, "large.json", document(150));
  const start = Date.now();
  await expect(box(page).getByRole("alert")).toContainText("Opened.", { timeout: 20_000 });
  console.log(`300 operations open in ${Date.now() - start} ms`);
  await page.keyboard.press("Escape");
  await expect(page.locator(".design-name")).toContainText("Book shop");
});

test("a file that is no text, large or small, is refused with the place, and the design stays", async ({ page, complaints }) => {
  await open(page);
  const broken = (filler: number) => Buffer.concat([Buffer.from(`{"openapi":"3.0.3","x":"${"a".repeat(filler)}`), Buffer.from([0xff]), Buffer.from('"}')]);
  await choose(page, "small.json", "{}");
  for (const [name, filler] of [["small.json", 0], ["large.json", 400_000]] as const) {
    await box(page).getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: broken(filler) });
    await expect(box(page).getByRole("alert")).toContainText(`${name}: byte ${filler + 25} is not UTF-8 text.`);
    await expect(page.locator(".design-name")).toHaveText("Hotel booking");
  }
  // Compare takes files the same way.
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }).click();
  const compare = page.locator("main.compare");
  await compare.getByRole("button", { name: "Another old version" }).click();
  await compare.getByLabel("A file as the old version").setInputFiles({ name: "small.json", mimeType: "application/json", buffer: broken(0) });
  await expect(compare.getByRole("alert")).toContainText("small.json: byte 25 is not UTF-8 text.");
  expect(complaints).toEqual([]);
});
