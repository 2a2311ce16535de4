// The flows of designing, each with its budget: an action is one press, one key or chord, or one text typed.
import type { Page } from "@playwright/test";
import { expect, open, test } from "./roundtrip";

/** Counts what a person does. */
class Hands {
  actions = 0;
  constructor(readonly page: Page) {}
  async press(name: string | RegExp, role: "button" | "menuitem" = "button") {
    this.actions++;
    await this.page.getByRole(role, { name, exact: typeof name === "string" }).first().click();
  }
  async key(key: string) {
    this.actions++;
    await this.page.keyboard.press(key);
  }
  async type(text: string) {
    this.actions++;
    await this.page.keyboard.type(text);
  }
}

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
const answer = (page: Page) => page.locator(".watch .head");
const undo = (page: Page) => page.getByRole("button", { name: /^Undo: / });

/** The page with nothing in it, as after «Start a new design». */
async function empty(page: Page) {
  await page.addInitScript(() => localStorage.setItem("roundtrip.design", JSON.stringify({ roundtrip: 1, design: {} })));
  await open(page);
}

/** Carries out a flow, and holds it to its budget. */
async function within(page: Page, budget: number, flow: (hands: Hands) => Promise<void>) {
  const hands = new Hands(page);
  await flow(hands);
  expect(hands.actions, `${hands.actions} actions, ${budget} at most`).toBeLessThanOrEqual(budget);
}

test("F1 blank page to the first live 201", async ({ page }) => {
  await empty(page);
  await page.getByRole("textbox", { name: "What does your API manage?" }).focus();
  await within(page, 4, async (hands) => {
    await hands.type("booking");
    await hands.key("Enter");
    await expect(card(page, "Booking")).toBeVisible();
    await hands.key("Control+Enter");
    await expect(answer(page)).toContainText("201 Created");
  });
});

test("F2 sample to the first live 201", async ({ page }) => {
  await empty(page);
  await within(page, 2, async (hands) => {
    await hands.press("Hotel booking");
    await expect(card(page, "Booking")).toBeVisible();
    await hands.press(/^Send( |$)/);
    await expect(answer(page)).toContainText("201 Created");
  });
});

test("F7 a field, by the card and by one line", async ({ page }) => {
  await open(page);
  await within(page, 4, async (hands) => {
    hands.actions++;
    await card(page, "Guest").locator(".node-h b").click();
    await hands.key("f");
    await expect(page.getByRole("textbox", { name: "New field" })).toBeFocused();
    await hands.type("tier enum(basic, gold)");
    await hands.key("Enter");
    await expect(page.getByRole("textbox", { name: "Name of tier" })).toBeVisible();
  });
  await page.keyboard.press("Escape");
  await within(page, 3, async (hands) => {
    await hands.key("Control+k");
    await expect(page.getByRole("combobox", { name: "Search or run" })).toBeFocused();
    await hands.type("Guest: nights integer(1..90), vip boolean");
    await hands.key("Enter");
    await expect(page.getByText("Done: Guest: add or change 2 fields.")).toBeVisible();
    await expect(undo(page)).toHaveAccessibleName("Undo: Guest: add or change 2 fields");
  });
});

test("F8 an endpoint, by one press", async ({ page }) => {
  await open(page);
  await within(page, 1, async (hands) => {
    await hands.press(/^PUT \/bookings\/\{id\}, replace/);
    await expect(page.getByRole("treeitem", { name: /^PUT \/bookings\/\{id\}/ })).toBeVisible();
  });
});

test("F9 a relation, by keys and by one drag", async ({ page }) => {
  await open(page);
  await card(page, "Payment").focus();
  await within(page, 3, async (hands) => {
    await hands.key("l");
    await expect(page.getByRole("menuitem", { name: "Guest" })).toBeVisible();
    await hands.key("g");
    await expect(page.getByRole("menuitem", { name: "Guest" })).toBeFocused();
    await hands.key("Enter");
    await expect(card(page, "Payment")).toHaveAccessibleDescription(/Links to Guest, Booking|Links to Booking, Guest/);
  });
  const port = (await card(page, "Payment").locator(".port-r").boundingBox())!;
  const to = (await card(page, "Hotel").boundingBox())!;
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 20, to.y + 60, { steps: 6 });
  await expect(card(page, "Hotel")).toHaveClass(/is-target/);
  await page.mouse.up();
  await expect(card(page, "Payment")).toHaveAccessibleDescription(/Hotel/);
});

test("F6 the top finding, and its undo", async ({ page }) => {
  await open(page);
  const before = await page.evaluate(() => document.querySelector(".score")?.textContent ?? "");
  const fix = page.getByRole("button", { name: /^Fix/ }).first();
  await within(page, 1, async (hands) => {
    hands.actions++;
    await fix.click();
    await expect(undo(page)).toHaveAccessibleName(/^Undo: Fix: /);
  });
  await within(page, 1, async (hands) => {
    await hands.key("Control+z");
    await expect.poll(() => page.evaluate(() => document.querySelector(".score")?.textContent ?? "")).toBe(before);
  });
});

test("F13 the OpenAPI file", async ({ page }) => {
  await open(page);
  await within(page, 3, async (hands) => {
    await hands.key("Control+k");
    await expect(page.getByRole("combobox", { name: "Search or run" })).toBeFocused();
    await hands.type("openapi");
    await hands.key("Enter");
    await expect(page.getByRole("dialog", { name: "Export" })).toContainText("openapi:");
  });
});

test.describe("by the keyboard alone", () => {
  test("F2, F8 and F9 without a pointer", async ({ page }) => {
    await empty(page);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("open hotel");
    await page.keyboard.press("Enter");
    await expect(card(page, "Booking")).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(answer(page)).toContainText("201 Created");
    await page.locator(".node[tabindex='0']").focus();
    for (let step = 0; step < 12; step++) {
      if (await page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.startsWith("PUT ") ?? false)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await expect(page.getByRole("treeitem", { name: /^PUT \// }).first()).toBeVisible();
  });

  test("a field goes up and down by keys, and the table is walked", async ({ page }) => {
    await open(page);
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("button", { name: "Table", exact: true }).focus();
    await page.keyboard.press("Enter");
    const type = page.getByRole("textbox", { name: "Type of checkIn" });
    await type.focus();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("textbox", { name: "Type of checkOut" })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(page.getByRole("textbox", { name: "Type of guestId" })).toBeFocused();
    const name = page.getByRole("textbox", { name: "Name of checkIn" });
    await name.focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(page.locator(".sketch > [role=status]")).toHaveText("checkIn, 2 of 6.");
    await expect(page.getByRole("textbox", { name: "Name of checkIn" })).toBeFocused();
    await page.getByRole("textbox", { name: "Note of checkIn" }).fill("When they come.");
    await page.keyboard.press("Enter");
    await expect(undo(page)).toHaveAccessibleName("Undo: Change Booking.checkIn");
    await page.getByRole("textbox", { name: "New field of Guest" }).fill("tier fish");
    await page.keyboard.press("Enter");
    await expect(page.getByText("`fish` is no kind.")).toBeVisible();
    await page.getByRole("textbox", { name: "New field of Guest" }).fill("tier enum(basic, gold)");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Name of tier" })).toHaveValue("tier");
  });
});
