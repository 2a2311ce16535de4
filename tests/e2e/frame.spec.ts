// The frame: splitters, places in the address, settings; and the page at every width.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, started, test } from "./roundtrip";

async function run(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill(words);
  await page.keyboard.press("Enter");
}

const separator = (page: Page, name: string) => page.getByRole("separator", { name, exact: true });
const now = async (page: Page, name: string) => Number(await separator(page, name).getAttribute("aria-valuenow"));
const width = (page: Page, selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().width);

test("splitters move by keys within their limits, are kept, and come round to the usual with double-clicks", async ({ page }) => {
  await open(page);
  for (const [name, more, less] of [
    ["API tree", "ArrowRight", "ArrowLeft"],
    ["Design", "ArrowRight", "ArrowLeft"],
    ["Sketch", "ArrowDown", "ArrowUp"],
    ["Send", "ArrowDown", "ArrowUp"],
  ]) {
    const line = separator(page, name);
    await line.focus();
    const start = await now(page, name);
    await page.keyboard.press(more);
    expect(await now(page, name), `${name}: one step is 2 percent`).toBeCloseTo(start + 2, -0.5);
    await page.keyboard.press(`Shift+${less}`);
    expect(await now(page, name), name).toBeLessThan(start);
    await page.keyboard.press("Home");
    const least = await now(page, name);
    await page.keyboard.press("End");
    expect(await now(page, name), name).toBeGreaterThan(least);
    if (name === "Design") expect(await width(page, ".col-run"), "the second side keeps what it needs").toBeGreaterThanOrEqual(399);
    // Sizes that would be the same are left out, so there may be fewer than three before the usual one.
    for (let turn = 0; turn < 4; turn++) {
      await line.dblclick();
      await page.waitForTimeout(50);
      if ((await now(page, name)) === start) break;
    }
    expect(await now(page, name), `${name}: as it was`).toBe(start);
  }
  const usual = await width(page, ".col-design");
  await separator(page, "Design").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  const narrower = await width(page, ".col-design");
  expect(narrower).toBeLessThan(usual);
  await page.reload();
  await started(page);
  expect(await width(page, ".col-design"), "kept").toBeCloseTo(narrower, 0);
  await page.setViewportSize({ width: 1200, height: 900 });
  await expect.poll(() => now(page, "Design"), "laptops have sizes of their own").not.toBe(0);
});

test("a splitter is dragged", async ({ page }) => {
  await open(page);
  const before = await width(page, ".side");
  const box = (await separator(page, "API tree").boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 64, box.y + 300, { steps: 4 });
  await page.mouse.up();
  expect(await width(page, ".side")).toBeCloseTo(before + 60, -1);
});

test("Enter folds what a splitter sizes, and brings it back; Ctrl B does so for the tree", async ({ page }) => {
  await open(page);
  await separator(page, "Sketch").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".score-b")).toBeHidden();
  await expect(page.getByRole("heading", { name: "Score" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator(".score-b")).toBeVisible();
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("navigation", { name: "API", exact: true })).toBeHidden();
  await expect(page.getByRole("button", { name: "API tree" })).toBeFocused();
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("navigation", { name: "API", exact: true })).toBeVisible();
});

test.describe("on a tablet", () => {
  test.use({ viewport: { width: 820, height: 1180 } });

  test("back and forward move between views and take nothing of the design back", async ({ page }) => {
    await open(page, { fragment: "v=watch" });
    await expect(page.getByRole("heading", { name: "Watch" })).toBeVisible();
    await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Sketch" }).click();
    await run(page, "open payments");
    await expect(page.locator(".design-name")).toHaveText("Payments");
    await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Score" }).click();
    await expect(page).toHaveURL(/#v=score$/);
    await page.goBack();
    await expect(page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Sketch" })).toHaveAttribute("aria-current", "true");
    await page.goForward();
    await expect(page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Score" })).toHaveAttribute("aria-current", "true");
    await expect(page.locator(".design-name")).toHaveText("Payments");
  });
});

test("settings are kept: theme, density, motion, single keys", async ({ page }) => {
  await open(page);
  await run(page, "settings");
  const box = page.getByRole("dialog", { name: "Settings" });
  await box.getByLabel("Theme").selectOption("Dark");
  await box.getByLabel("Density").selectOption({ index: 1 });
  await box.getByLabel("Motion").selectOption("None");
  await box.getByLabel("Single-key shortcuts").selectOption({ index: 1 });
  await expectAccessible(page, "dialog");
  await page.keyboard.press("Escape");
  await page.reload();
  await started(page);
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(html).toHaveAttribute("data-density", "comfortable");
  expect(await html.evaluate((element) => getComputedStyle(element).fontSize)).toBe("17px");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or run" })).toBeVisible();
});

test("no sideways scrolling at 320 px, in any view", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const view of ["sketch", "send", "watch", "score"]) {
    await page.goto("about:blank");
    await open(page, { fragment: `v=${view}` });
    if (view === "watch") await page.getByRole("button", { name: /^Send POST/ }).click();
    const wide = await page.evaluate(() => {
      const inside = (element: Element) => element.closest(".canvas, .tabs, .seg, .vh, [tabindex='0']:is(.json, .raw, pre), .clients");
      const all = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility() && !inside(element));
      return all.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => `${element.tagName}.${element.className}`).slice(0, 5);
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view).toBe(true);
    expect(wide, `${view}: nothing sticks out`).toEqual([]);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
    [820, 1180],
    [390, 844],
  ]) {
    test(`every view is accessible, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      for (const view of width > 1060 ? ["sketch"] : ["sketch", "send", "watch", "score"]) {
        await page.goto("about:blank");
        await open(page, { fragment: `v=${view}` });
        if (view !== "send" && view !== "score") {
          await page.keyboard.press("Control+Enter");
          await expect(page.locator(".head").first()).toContainText("201");
        }
        await expectAccessible(page);
        if (view === "watch" || width > 1060) {
          await page.getByRole("tab", { name: "Path" }).click();
          await expectAccessible(page, ".watch");
          await page.getByRole("switch", { name: "In plain words" }).check();
          await expectAccessible(page, ".watch");
        }
      }
    });
  }
}

/** What lies over the workspace, by what is typed to get it. */
const OVER = [
  "edit server policies",
  "edit clients",
  "look at the server",
  "set the server's clock",
  "who may do what",
  "show traffic metrics",
  "look up a rule",
  "rest, and the way up",
  "let two clients",
  "export openapi",
  "share a link",
  "settings",
  "versions and other designs",
  "open or import",
  "show keyboard shortcuts",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`what lies over the workspace is accessible and fits 320 px, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page);
    await page.keyboard.press("Control+Enter");
    for (const words of OVER) {
      await run(page, words);
      const box = page.getByRole("dialog").last();
      await expect(box, words).toBeVisible();
      await expect(page.getByRole("combobox", { name: "Search or run" })).toHaveCount(0);
      await page.waitForTimeout(250);
      await expectAccessible(page, "dialog");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${words}: the page`).toBe(true);
      const wide = await box.evaluate((dialog) => {
        const scrolls = (element: Element) => element.closest("pre, table, .code, .json, .raw, .tabs, .seg, .vh, .grid-wrap, .editor") !== null;
        const all = [...dialog.querySelectorAll("*")].filter((element) => element.checkVisibility() && !scrolls(element));
        return all.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => `${element.tagName}.${element.className}`).slice(0, 4);
      });
      expect(wide, `${words}: nothing sticks out`).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(box).toBeHidden();
    }
  });
}

for (const [width, height] of [[720, 450], [844, 390], [960, 540], [1280, 500]]) {
  test(`low windows, as a large zoom makes them, cover nothing: ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    await page.keyboard.press("Control+Enter");
    await expect(page.locator(".watch .head")).toContainText("201");
    const bar = page.locator(width > 1060 ? ".foot" : ".dock");
    const over = await bar.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const places = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => document.elementFromPoint(left + width * part, top + height / 2));
      return places.filter((place) => !element.contains(place)).map((place) => place?.className);
    });
    expect(over, "what lies over the bar").toEqual([]);
  });
}

test("the page is calm: nothing lies over it at first, one filled control to a panel, five sizes of text", async ({ page }) => {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await open(page);
    expect(await page.locator("dialog[open]").count()).toBe(0);
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    await expect(page.locator(".watch .head")).toContainText("409");
    const { sizes, filled } = await page.evaluate(() => {
      const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".vh, .skip, .stage");
      const sizes = new Set<string>();
      const walk = document.createTreeWalker(document.querySelector("#root")!, NodeFilter.SHOW_TEXT);
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const element = text.parentElement!;
        if (text.nodeValue!.trim() && isSeen(element)) sizes.add(getComputedStyle(element).fontSize);
      }
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "var(--accent)";
      const accent = getComputedStyle(probe).color;
      probe.remove();
      const filled: Record<string, string[]> = {};
      for (const control of document.querySelectorAll("button, a, [role=tab], summary, input, select")) {
        if (!isSeen(control) || getComputedStyle(control).backgroundColor !== accent) continue;
        const panel = control.closest("section, header, nav, dialog")?.className ?? "";
        (filled[panel] ??= []).push(control.textContent!);
      }
      return { sizes: [...sizes], filled };
    });
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.length, `sizes of text at ${width}: ${sizes}`).toBeLessThanOrEqual(5);
    expect(Object.values(filled).flat().join(), "what is filled is found").toContain("Send");
    for (const [panel, controls] of Object.entries(filled)) expect(controls.length, `${panel}: ${controls}`).toBe(1);
  }
});

test("the tree shows the endpoint in Send from the start, whatever comes later", async ({ page }) => {
  for (const [width, height] of [[1280, 800], [1366, 700]]) {
    await page.setViewportSize({ width, height });
    await open(page);
    const chosen = page.getByRole("treeitem", { selected: true });
    const [row, tree] = [(await chosen.boundingBox())!, (await page.getByRole("tree").boundingBox())!];
    expect(row.y + row.height, `at ${width} x ${height}`).toBeLessThanOrEqual(tree.y + tree.height + 1);
  }
});

test("the heads of the traffic stay in sight under its filter", async ({ page }) => {
  await open(page);
  for (let sent = 0; sent < 12; sent++) await page.keyboard.press("Control+Enter");
  const list = page.locator(".log");
  await list.getByRole("button", { name: "Filter", exact: true }).click();
  const filter = page.getByRole("search", { name: "Filter the traffic" });
  await expect(filter).toBeVisible();
  expect(await list.evaluate((list) => ((list.scrollTop = 120), list.scrollTop))).toBe(120);
  const [bar, head] = [(await filter.boundingBox())!, (await list.locator("thead th").first().boundingBox())!];
  expect(Math.abs(head.y - (bar.y + bar.height)), "right under the filter").toBeLessThan(2);
});

test("on a phone search is an icon that can be pressed", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const search = page.getByRole("button", { name: "Search or run" });
  const { width, height } = (await search.boundingBox())!;
  expect([Math.round(width), height >= 36], "an icon, large enough").toEqual([36, true]);
  await search.click();
  await expect(page.getByRole("combobox", { name: "Search or run" })).toBeFocused();
});
