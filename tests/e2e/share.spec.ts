// Ways out and in: export, link, samples, files; and the palette that finds them.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, started, test } from "./roundtrip";

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

async function saved(page: Page, press: () => Promise<void>) {
  const saving = page.waitForEvent("download");
  await press();
  const download = await saving;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

async function sharedLink(page: Page) {
  await run(page, "share a link");
  const link = await dialog(page, "Share").getByRole("textbox", { name: "Link to this design" }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("an export is previewed, copied and saved", async ({ page }) => {
    await open(page);
    await page.getByRole("link", { name: "Export" }).click();
    const box = dialog(page, "Export");
    await expect(box.getByRole("list", { name: /^Preview: OpenAPI/ })).toContainText("openapi:");
    const yaml = await saved(page, () => box.getByRole("button", { name: "Download" }).click());
    expect(yaml.name).toBe("hotel-booking.openapi.yaml");
    expect(yaml.text).toContain("operationId: createBooking");
    await expect(box.getByRole("status")).toHaveText("Saved hotel-booking.openapi.yaml.");
    await box.getByRole("button", { name: /OpenAPI 3.0, JSON/ }).click();
    await box.getByRole("button", { name: "Copy" }).click();
    await expect(box.getByRole("status")).toContainText("Copied OpenAPI 3.0, JSON");
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.openapi).toMatch(/^3\./);
    expect(Object.keys(copied.paths)).toContain("/bookings");
    await box.getByText(/reads? differently/).click();
    await expect(box.locator(".remarks li").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(box).toBeHidden();
    await expect(page.getByRole("link", { name: "Export" }), "the focus is back").toBeFocused();
  });

  test("a link opens the same design in another page", async ({ page, context }) => {
    await open(page);
    await page.getByRole("button", { name: "Share" }).click();
    const box = dialog(page, "Share");
    await expect(box.getByRole("button", { name: "Copy link" })).toBeFocused();
    await box.getByRole("button", { name: "Copy link" }).click();
    await expect(box.getByRole("status")).toHaveText(/Copied the link, [\d,]+ characters\./);
    await expect(box).toContainText("example credentials");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.length).toBeLessThan(4000);
    const here = await saved(page, () => box.getByRole("button", { name: "Download file" }).click());
    expect(here.name).toBe("hotel-booking.roundtrip.json");
    const other = await context.newPage();
    await other.goto(link);
    await started(other);
    await run(other, "share a link");
    const there = await saved(other, () => dialog(other, "Share").getByRole("button", { name: "Download file" }).click());
    expect(there.text).toBe(here.text);
  });
});

test("samples and a new design open, and undo brings the old one back", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Hotel booking" }).click();
  await expect(dialog(page, "Open").getByRole("button", { name: /^Hotel booking/ })).toBeFocused();
  await dialog(page, "Open").getByRole("button", { name: /^Payments/ }).click();
  await expect(page.locator(".design-name")).toHaveText("Payments");
  await page.locator(".toasts").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
});

test("a file is opened, chosen or dropped anywhere", async ({ page }) => {
  await open(page);
  await run(page, "share a link");
  const file = await saved(page, () => dialog(page, "Share").getByRole("button", { name: "Download file" }).click());
  await page.keyboard.press("Escape");
  await run(page, "open payments");
  await expect(page.locator(".design-name")).toHaveText("Payments");
  await run(page, "open a sample or a file");
  await dialog(page, "Open").getByLabel("Open a file").setInputFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
  await expect(dialog(page, "Open")).toBeHidden();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text.replace("Hotel booking", "Dropped hotel")], "design.json", { type: "application/json" }));
    for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
  }, file.text);
  await expect(page.locator(".design-name")).toHaveText("Dropped hotel");
});

test("what cannot be opened says why, and nothing is lost", async ({ page }) => {
  await open(page);
  await run(page, "open a sample or a file");
  const box = dialog(page, "Open");
  const choose = (text: string, name = "design.json") =>
    box.getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  for (const [text, why] of [
    ["{\n  nope", "Line 2, column 3: this is not JSON"],
    ['{"name": "something else"}', "This is nothing that can be opened"],
    ['{"swagger": "1.2", "paths": {}}', "This is Swagger 1.2; OpenAPI 3.0, 3.1 and Swagger 2.0 are read."],
    ["openapi: 3.1.0\npaths: []\n", "Line 2, column 8 (/paths): an object"],
    ["openapi: 3.1.0\npaths: {a: *b}\n", "this is not YAML"],
    ['{"roundtrip": 9, "design": {}}', "This design was written in format 9; this program reads up to format 1."],
    ['{"roundtrip": 1, "design": {"name": 7}}', "Mend that member"],
  ]) {
    await choose(text);
    await expect(box.getByRole("alert")).toContainText(why);
  }
  const waited = await page.evaluate(async () => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(40 * 1024 * 1024)], "huge.json", { type: "application/json" }));
    const start = performance.now();
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
    while (!document.querySelector("dialog [role=alert]")?.textContent?.includes("41 MB")) await new Promise((next) => setTimeout(next, 10));
    return performance.now() - start;
  });
  expect(waited, "a refusal at once").toBeLessThan(1000);
  await expect(box.getByRole("alert")).toContainText("33 MB is the most that is read");
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
});

test("a pasted link opens; a cut one says how much is missing", async ({ page }) => {
  await open(page);
  const link = await sharedLink(page);
  await run(page, "open flawed");
  await run(page, "open a sample or a file");
  const box = dialog(page, "Open");
  const field = box.getByRole("textbox", { name: "Open a link" });
  await field.fill("https://example.com/");
  await field.press("Enter");
  await expect(box.getByRole("alert")).toContainText("This link holds no design");
  await field.fill(link.slice(0, -300));
  await field.press("Enter");
  await expect(box.getByRole("alert")).toContainText("The link is incomplete: 300 characters are missing.");
  await expect(box.getByRole("button", { name: "Open what is readable" })).toBeVisible();
  await field.fill(link);
  await field.press("Enter");
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
});

test("a link of a newer version opens to be read: nothing is kept before one keeps a copy", async ({ page: from, browser }) => {
  await open(from);
  await run(from, "open flawed");
  const link = await sharedLink(from);
  const page = await (await browser.newContext()).newPage();
  await open(page, { fragment: new URL(link).hash.slice(1).replace(/^d1/, "d2") });
  const name = page.locator(".design-name");
  await expect(name).toHaveText("Flawed shop");
  const banner = page.getByRole("status").filter({ hasText: "Made with a newer version. Opened read-only" });
  await expect(banner).toBeVisible();
  await page.locator('html[data-parts="true"]').waitFor({ state: "attached" });
  await expect(page.locator(".saved")).toHaveText("Read only");
  const fixes = page.getByRole("region", { name: "Score" }).getByRole("button", { name: /^Fix: / });
  const before = await fixes.count();
  await fixes.first().click();
  await expect(page.locator(".toast")).toContainText("The design is open read-only here, so nothing was changed. Keep a copy, and change that.");
  await expect(fixes).toHaveCount(before);
  expect(await page.evaluate(() => localStorage.length), "nothing is kept").toBe(0);
  await banner.getByRole("button", { name: "Keep a copy" }).click();
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
  await fixes.first().click();
  await expect(page.locator(".toast").filter({ hasText: "Fixed: " })).toBeVisible();
  await expect(page.locator(".saved")).toHaveText("Saved in this browser");
  await page.waitForTimeout(500);
  await page.goto("about:blank");
  await open(page);
  await expect(name).toHaveText("Flawed shop");
  await page.context().close();
});

test("a broken link at the start: what is readable can be opened", async ({ page }) => {
  await open(page);
  const link = await sharedLink(page);
  await page.goto("about:blank");
  await open(page, { fragment: new URL(link).hash.slice(1, -250) });
  const banner = page.getByRole("alert").filter({ hasText: "The link is incomplete: 250 characters are missing." });
  await expect(banner).toBeVisible();
  await banner.getByRole("button", { name: "Open what is readable" }).click();
  await expect(page.locator(".design-name")).toHaveText("Hotel booking");
  const partly = page.getByRole("status").filter({ hasText: "Hotel booking is open in part: what stood in the rest of the link is missing." });
  await expect(partly).toContainText("250 characters are missing.");
});

test("a broken link at the start: one may start anew, and one's own design stays", async ({ page }) => {
  await open(page);
  const link = await sharedLink(page);
  await run(page, "open flawed");
  await expect(page.locator(".design-name")).toHaveText("Flawed shop");
  await expect(page.locator(".saved")).toHaveText("Saved in this browser");
  await page.waitForTimeout(500);
  const whole = new URL(link).hash.slice(1);
  for (const [fragment, says] of [
    [whole.slice(0, -250), "The link is incomplete"],
    [whole.slice(0, 40) + (whole[40] === "A" ? "B" : "A") + whole.slice(41), "The link is damaged"],
  ] as const) {
    await page.goto("about:blank");
    await open(page, { fragment });
    const banner = page.getByRole("alert").filter({ hasText: says });
    await expect(banner).toBeVisible();
    await banner.getByRole("button", { name: "Start new" }).click();
    await expect(page.locator(".design-name")).toHaveText("New API");
    await expect(page.locator(".saved")).toHaveText("Saved in this browser");
    await run(page, "versions and other designs");
    await expect(dialog(page, "Versions")).toContainText("Flawed shop");
  }
});

test("a link of a newer format says so", async ({ page }) => {
  await open(page, { fragment: "d2.AAAA" });
  await expect(page.getByRole("alert")).toContainText("This link was made in format 2; this program reads up to format 1.");
});

test("a damaged autosave is kept and can be taken away", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("roundtrip.design", '{"roundtrip": 1, "design": {"name": '));
  await open(page);
  const banner = page.getByRole("alert").filter({ hasText: "The design kept in this browser could not be read." });
  const rescued = await saved(page, () => banner.getByRole("button", { name: "Save it as a file" }).click());
  expect(rescued.text).toBe('{"roundtrip": 1, "design": {"name": ');
  expect(await page.evaluate(() => localStorage.getItem("roundtrip.design.damaged"))).toBe(rescued.text);
});

test("an autosave of a newer format says so", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("roundtrip.design", '{"roundtrip": 9, "design": {}}'));
  await open(page);
  await expect(page.getByRole("alert")).toContainText("This design was written in format 9; this program reads up to format 1. Open it with a newer Roundtrip.");
});

test("the palette finds and runs everything by keyboard", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search or run" });
  await expect(field).toBeFocused();
  await field.fill("bookings get");
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.first()).toContainText("GET/v1/bookings");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute("aria-activedescendant", (await options.nth(1).getAttribute("id")) ?? "");
  await field.fill("redo");
  await expect(options.last()).toHaveAttribute("aria-disabled", "true");
  await expect(options.last()).toContainText("Nothing to redo.");
  await field.fill("no such thing at all");
  await expect(options).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "Nothing fits." })).toBeVisible();
  await field.fill("go score");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Score" })).toBeFocused();
  await page.keyboard.press("?");
  await expect(dialog(page, "Keyboard shortcuts")).toContainText("Next finding");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Score" }), "the focus is back").toBeFocused();
});

const DIALOGS: [string, string][] = [
  ["export openapi", "Export"],
  ["share a link", "Share"],
  ["open a sample or a file", "Open"],
  ["shortcuts", "Keyboard shortcuts"],
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`the dialogs are accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await open(page);
      for (const [words, name] of DIALOGS) {
        await run(page, words);
        await expect(dialog(page, name)).toBeVisible();
        if (name === "Open") {
          await dialog(page, name).getByRole("textbox", { name: "Open a link" }).fill("x");
          await dialog(page, name).getByRole("button", { name: "Open link" }).click();
        }
        if (name === "Export") await dialog(page, name).getByText(/reads? differently/).click();
        await expectAccessible(page, "dialog");
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
        await page.keyboard.press("Escape");
        await expect(dialog(page, name)).toBeHidden();
      }
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search or run" }).fill("go");
      await expectAccessible(page, "dialog");
    });
  }
}
