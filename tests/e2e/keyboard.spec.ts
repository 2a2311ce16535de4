// The flows with the keyboard alone: no pointer event, no focus set from outside. An action is one key or chord, or one text typed.
// Moving the focus (Tab, arrows, F6, G and a letter) is what aiming is for a pointer: it is not counted, but it has bounds.
import type { Locator, Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

/** Presses keys, counts actions, and looks after the focus. */
class Keys {
  actions = 0;
  constructor(readonly page: Page) {}

  /** One action. */
  async press(keys: string) {
    this.actions++;
    await this.page.keyboard.press(keys);
  }

  /** One action: a word or a line. */
  async type(text: string) {
    this.actions++;
    await this.page.keyboard.type(text);
  }

  /** Goes to a panel: `g` and its letter. */
  async go(letter: string, heading: string) {
    await this.page.keyboard.press("g");
    await this.page.keyboard.press(letter);
    await expect(this.page.getByRole("heading", { name: heading, exact: true })).toBeFocused();
  }

  /** Walks with one key until the focus is on something, and sees that the focus can be seen there. */
  async walk(to: Locator, key = "Tab", most = 40) {
    for (let step = 0; step < most; step++) {
      if (await to.first().evaluate((element) => element === document.activeElement)) return this.seen();
      await this.page.keyboard.press(key);
    }
    expect(await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)), `${to} is not reached by ${most} times ${key}`).toBe("");
  }

  /** The focus is in sight and has a ring or a frame of its own. */
  async seen() {
    const focus = await this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const box = element.getBoundingClientRect();
      // The ring may be drawn round what the element stands in: a row of the tree, the frame of an input.
      const around = [element.parentElement!, element.closest(".url, .field, .editor, .filter, .palette-h"), element.querySelector(":scope > .row")];
      const drawn = [element, ...around].some((one) => {
        if (!one) return false;
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      });
      const isInside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return { drawn, isInside, what: element.outerHTML.slice(0, 160) };
    });
    expect(focus.isInside, `in sight: ${focus.what}`).toBe(true);
    expect(focus.drawn, `a ring that can be seen: ${focus.what}`).toBe(true);
  }

  /** Runs what the palette finds first. */
  async palette(words: string) {
    await this.press("Control+k");
    await expect(this.page.getByRole("combobox", { name: "Search or run" })).toBeFocused();
    await this.type(words);
    await this.press("Enter");
  }

  /** What was done lies within a budget. */
  within(budget: number) {
    expect(this.actions, `${this.actions} actions, ${budget} at most`).toBeLessThanOrEqual(budget);
    this.actions = 0;
  }
}

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
const answer = (page: Page) => page.locator(".watch .head");
const undo = (page: Page) => page.getByRole("button", { name: /^Undo: / });
const sendPanel = (page: Page) => page.getByRole("region", { name: "Send", exact: true });
const watchPanel = (page: Page) => page.getByRole("region", { name: "Watch", exact: true });

async function begin(page: Page) {
  await open(page);
  return new Keys(page);
}

test.beforeEach(async ({ page }) => {
  // Whatever a pointer would do fails the test.
  await page.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, () => console.error(`a pointer was used: ${kind}`), true);
  });
});

test("F1 blank page to the first live 201", async ({ page }) => {
  const keys = await begin(page);
  await keys.palette("start a new");
  await expect(page.getByRole("textbox", { name: "What does your API manage?" })).toBeFocused();
  keys.actions = 0;
  await keys.type("booking");
  await keys.press("Enter");
  await expect(card(page, "Booking")).toBeVisible();
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  keys.within(4);
});

test("F2 sample to the first live 201", async ({ page }) => {
  const keys = await begin(page);
  await keys.palette("start a new");
  await expect(page.getByRole("textbox", { name: "What does your API manage?" })).toBeFocused();
  keys.actions = 0;
  await keys.walk(page.locator(".start").getByRole("button", { name: "Hotel booking" }));
  await keys.press("Enter");
  await expect(card(page, "Booking")).toBeVisible();
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  keys.within(2);
});

test("F3 a 409 is understood with nothing pressed after Send, and its rule is in reach", async ({ page }) => {
  const keys = await begin(page);
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  keys.actions = 0;
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("409 Conflict");
  await expect(page.getByRole("status").filter({ hasText: /^409 Conflict\. Room unavailable/ })).toHaveCount(1);
  await expect(answer(page).getByText("Room unavailable for these dates")).toBeInViewport();
  await expect(watchPanel(page).getByRole("heading", { name: /^Why 409\?/ })).toBeInViewport();
  await expect(watchPanel(page).getByText(/^no overlap with/)).toBeInViewport();
  keys.within(1);
  await keys.go("w", "Watch");
  await keys.walk(watchPanel(page).getByRole("button", { name: "Edit this rule" }));
  await keys.press("Enter");
  await expect(page.locator(".node.is-edit"), "the card that holds the rule opens").toContainText("no two overlap");
  await expect(page.locator(".node.is-edit :focus")).toHaveCount(1);
});

test("F4 the preflight, step by step", async ({ page }) => {
  const keys = await begin(page);
  await keys.press("Control+Enter");
  const preflight = page.getByRole("list", { name: "Preflight" });
  await expect(preflight).toBeVisible();
  keys.within(1);
  await keys.go("w", "Watch");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(preflight.locator("li.is-now")).toContainText("OPTIONS");
  await page.keyboard.press("ArrowRight");
  await expect(preflight.locator("li.is-now")).toContainText("204");
  await expect(page.getByRole("region", { name: /^Why 204/ })).toBeVisible();
});

test("F5 200, then 304", async ({ page }) => {
  const keys = await begin(page);
  await keys.palette("/rooms/{id}");
  await expect(page.getByRole("textbox", { name: /Path and query/ })).toHaveValue(/^\/v1\/rooms\//);
  await keys.go("e", "Send");
  await keys.walk(sendPanel(page).getByRole("button", { name: "Travel agency" }));
  await page.keyboard.press("Space");
  keys.actions = 0;
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("200 OK");
  await keys.walk(sendPanel(page).getByRole("button", { name: /If-None-Match/i }));
  await keys.press("Enter");
  await expect(answer(page)).toContainText("304 Not Modified");
  keys.within(2);
});

test("F6 the top finding is mended by one key, and taken back by one", async ({ page }) => {
  const keys = await begin(page);
  const score = () => page.locator(".score").innerText();
  const before = await score();
  await keys.go("c", "Score");
  await keys.walk(page.locator(".issue-open"));
  await keys.press("x");
  await expect(undo(page)).toHaveAccessibleName(/^Undo: Fix: /);
  keys.within(1);
  await expect(page.getByRole("status").filter({ hasText: /^Fixed.*Score \d+, \+/ })).not.toHaveCount(0);
  await keys.press("Control+z");
  await expect.poll(score).toBe(before);
  keys.within(1);
});

test("F7 a field on a card", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("s", "Sketch");
  await keys.walk(card(page, "Booking"));
  await page.keyboard.press("ArrowLeft");
  await expect(card(page, "Room").or(card(page, "Hotel")).and(page.locator(":focus"))).toHaveCount(1);
  await keys.press("f");
  await expect(page.getByRole("textbox", { name: "New field" })).toBeFocused();
  await keys.type("state enum(held, confirmed)");
  await keys.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of state" })).toBeVisible();
  keys.within(4);
  await page.keyboard.press("Escape");
  await expect(page.locator(".node:focus")).toHaveCount(1);
});

test("F8 an endpoint from the matrix", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("s", "Sketch");
  await keys.walk(page.getByRole("button", { name: /^PUT \/bookings\/\{id\}, replace/ }));
  await keys.press("Space");
  await expect(page.getByRole("treeitem", { name: /^PUT \/bookings\/\{id\}/ })).toBeVisible();
  keys.within(1);
  await keys.press("Space");
  await expect(page.getByRole("treeitem", { name: /^PUT \/bookings\/\{id\}/ })).toHaveCount(0);
});

test("F9 a relation", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("s", "Sketch");
  await keys.walk(card(page, "Booking"));
  await page.keyboard.press("ArrowRight");
  await keys.walk(card(page, "Payment"), "ArrowDown", 2);
  await keys.press("l");
  await expect(page.getByRole("menuitem", { name: "Guest" })).toBeVisible();
  await keys.press("g");
  await keys.press("Enter");
  await expect(card(page, "Payment")).toHaveAccessibleDescription(/Guest/);
  keys.within(3);
});

test("F10 a policy is changed because of an answer", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("e", "Send");
  await keys.walk(sendPanel(page).getByRole("button", { name: "Unknown page" }));
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText("blocked");
  keys.actions = 0;
  await keys.go("w", "Watch");
  await keys.walk(page.getByRole("button", { name: /^Allow / }));
  await keys.press("Enter");
  await keys.press("Control+Enter");
  await expect(answer(page)).not.toContainText("blocked");
  keys.within(3);
});

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("F12 a link, by the button and by Ctrl+S", async ({ page }) => {
    const keys = await begin(page);
    await keys.walk(page.getByRole("button", { name: "Share" }));
    await keys.press("Enter");
    await expect(page.getByRole("dialog", { name: "Share" }).getByRole("button", { name: "Copy link" })).toBeFocused();
    await keys.press("Enter");
    await expect(page.getByRole("dialog", { name: "Share" }).getByRole("status")).toHaveText(/^Copied the link/);
    keys.within(2);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await keys.press("Control+s");
    await expect(page.getByText("Nothing to save yet: every change is kept in this browser.")).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Share" }).getByRole("button", { name: "Copy link" })).toBeFocused();
    await keys.press("Enter");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#d1\./);
    keys.within(2);
  });
});

test("F13 the OpenAPI file", async ({ page }) => {
  const keys = await begin(page);
  await keys.palette("openapi");
  await expect(page.getByRole("dialog", { name: "Export" })).toContainText("openapi:");
  keys.within(3);
  await keys.walk(page.getByRole("dialog").getByRole("button", { name: "Download" }));
  const download = page.waitForEvent("download");
  await keys.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/\.ya?ml$/);
});

test("F14 the exchange is presented", async ({ page }) => {
  const keys = await begin(page);
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  keys.actions = 0;
  await keys.press("g");
  await keys.press("p");
  await expect(page.locator("html")).toHaveAttribute("data-mode", "present");
  keys.within(2);
  await keys.press("Escape");
  await keys.press("Escape");
  await expect(page.locator("html")).not.toHaveAttribute("data-mode", "present");
  await keys.walk(page.getByRole("button", { name: "Present" }));
  keys.actions = 0;
  await keys.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-mode", "present");
  keys.within(1);
});

test("F15 what breaks from one version to the next", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("s", "Sketch");
  await keys.walk(page.getByRole("button", { name: /^DELETE \/bookings\/\{id\}/ }));
  await page.keyboard.press("Space");
  await expect(undo(page)).toHaveAccessibleName("Undo: Delete deleteBooking");
  keys.actions = 0;
  await keys.walk(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }), "Shift+Tab", 90);
  await keys.press("Enter");
  const compare = page.locator("main.compare");
  await expect(compare.getByRole("status").first()).toContainText("1 breaking");
  keys.within(2);
  await keys.walk(compare.getByRole("region", { name: "Changes" }).getByRole("button"));
  await page.keyboard.press("Enter");
  await expect(compare.getByRole("region", { name: "The chosen change" })).toContainText("DELETE");
  await page.keyboard.press("Escape");
  await expect(compare).toBeHidden();
});

test("F17 out of a mess", async ({ page }) => {
  const keys = await begin(page);
  const foot = () => page.locator(".foot").innerText();
  const before = await foot();
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  expect(await foot()).not.toBe(before);
  keys.actions = 0;
  await keys.palette("reset data");
  await expect.poll(foot).toBe(before);
  keys.within(3);
});

test("F18 an OpenAPI file is opened", async ({ page }) => {
  const keys = await begin(page);
  await keys.palette("import");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  keys.within(3);
  await keys.walk(dialog.getByLabel("Open a file"));
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  const text = "openapi: 3.1.0\ninfo: { title: Chosen, version: '1' }\npaths:\n  /things:\n    get:\n      responses: { '200': { description: All } }\n";
  await (await chooser).setFiles({ name: "openapi.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
  await expect(page.locator(".design-name")).toHaveText("Chosen");
});

test("F6 goes round the panels and Shift+F6 back, from wherever the focus is", async ({ page }) => {
  const keys = await begin(page);
  await keys.go("s", "Sketch");
  const panels = ["Score", "Send", "Watch", "API", "Sketch"];
  for (const name of panels) {
    await page.keyboard.press("F6");
    await expect(page.locator("h2:focus"), name).toHaveText(new RegExp(`^${name}`));
  }
  for (const name of ["API", "Watch", "Send", "Score"]) {
    await page.keyboard.press("Shift+F6");
    await expect(page.locator("h2:focus"), name).toHaveText(new RegExp(`^${name}`));
  }
  await page.keyboard.press("Shift+F6");
  await keys.walk(card(page, "Booking"));
  await page.keyboard.press("F6");
  await expect(page.locator("h2:focus")).toHaveText("Score");
  await page.keyboard.press("F6");
  await keys.walk(page.getByRole("textbox", { name: "Request body" }));
  await page.keyboard.press("F6");
  await expect(page.locator("h2:focus"), "from a text too").toHaveText("Watch");
});

test("one tab stop for tree, canvas, tabs and traffic; editors are no trap", async ({ page }) => {
  const keys = await begin(page);
  await keys.press("Control+Enter");
  await expect(answer(page)).toContainText("201 Created");
  await keys.go("e", "Send");
  await keys.walk(page.getByRole("textbox", { name: "Request body" }));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Request body" }), "Tab leaves the text").not.toBeFocused();
  const stops = (selector: string) => page.locator(selector).evaluateAll((all) => all.filter((one) => (one as HTMLElement).tabIndex === 0 && (one as HTMLElement).offsetWidth > 0).length);
  expect(await stops("[role=treeitem]")).toBe(1);
  expect(await stops(".canvas .node")).toBe(1);
  expect(await stops(".send [role=tab]")).toBe(1);
  expect(await stops(".watch [role=tab]")).toBe(1);
  // Every stop of the whole page can be seen, and the focus comes round.
  await page.keyboard.press("Escape");
  const visited = new Set<string>();
  for (let step = 0; step < 160; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return "";
      element.dataset.visited ??= String(performance.now());
      return element.dataset.visited;
    });
    if (visited.has(at)) break;
    visited.add(at);
    if (at) await keys.seen();
  }
  expect(visited.size).toBeGreaterThan(30);
});

test("any command is three groups of keys away: the palette, its name, Enter", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  const text = page.getByRole("combobox", { name: "Search or run" });
  const labels = page.locator("#finder-list .finder-opt > .trunc:first-child");
  await text.fill(">");
  const all = await labels.allTextContents();
  expect(all.length).toBeGreaterThan(60);
  const lost: string[] = [];
  for (const label of all) {
    await text.fill(label);
    const first = await labels.first().textContent();
    if (first !== label) lost.push(`${label}: ${first}`);
  }
  expect(lost, "commands that their own name does not put first").toEqual([]);
});
