// The canvas: several cards at once, the map of what does not fit, and scrolling while a card is held at the edge.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, keptDesign, open, test } from "./roundtrip";

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo: / });
const marked = (page: Page) => page.locator(".node.is-marked");
const said = (page: Page) => page.locator(".sketch > [role=status]");
const places = async (page: Page): Promise<Record<string, [number, number]>> =>
  Object.fromEntries((await keptDesign(page)).resources.map((resource: any) => [resource.name, resource.place]));

async function large(page: Page, count = 30) {
  const resources = Array.from({ length: count }, (_, index) => ({
    name: `Thing${index}`,
    segment: `things${index}`,
    fields: [{ name: "name", kind: { type: "string" } }],
    place: [16 + (index % 6) * 260, 16 + Math.floor(index / 6) * 240],
  }));
  await page.addInitScript((design) => localStorage.setItem("roundtrip.design", JSON.stringify({ roundtrip: 1, design })), { name: "Large", resources });
  await open(page);
}

test("Shift and a press select several cards; they are moved and deleted as one step", async ({ page }) => {
  await open(page);
  await card(page, "Guest").locator(".node-h b").click();
  await card(page, "Payment").locator(".node-h b").click({ modifiers: ["Shift"] });
  await expect(marked(page)).toHaveCount(2);
  await expect(said(page)).toHaveText("2 cards selected: Guest, Payment.");
  await expect(card(page, "Guest")).toHaveAccessibleName(/, selected$/);
  const handle = (await card(page, "Guest").locator(".node-h b").boundingBox())!;
  await page.mouse.move(handle.x + 4, handle.y + 4);
  await page.mouse.down();
  await page.mouse.move(handle.x + 44, handle.y + 24, { steps: 4 });
  await expect(page.locator(".node.is-moving")).toHaveCount(2);
  await page.mouse.up();
  await expect(undo(page)).toHaveAccessibleName("Undo: Move 2 cards");
  const now = await places(page);
  expect(now.Guest[0], "both by the same way").toBeGreaterThan(544);
  expect([now.Payment[0] - 544, now.Payment[1] - 232]).toEqual([now.Guest[0] - 544, now.Guest[1] - 16]);
  await page.keyboard.press("Control+z");
  expect((await places(page)).Guest).toEqual([544, 16]);
  expect((await places(page)).Payment).toEqual([544, 232]);
  await card(page, "Payment").focus();
  await expect(marked(page), "they stay together").toHaveCount(2);
  await page.keyboard.press("Delete");
  await expect(page.getByText(/^Deleted Guest, Payment, \d+ endpoints and 1 reference\.$/)).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName("Undo: Delete 2 resources");
  await expect(page.locator(".canvas .node")).toHaveCount(3);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".canvas .node")).toHaveCount(5);
});

test("Space and Shift with arrows select by keys, M moves them, Escape and a walk end it", async ({ page }) => {
  await open(page);
  await card(page, "Hotel").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(card(page, "Room")).toBeFocused();
  await expect(marked(page)).toHaveCount(2);
  await expect(said(page)).toHaveText("2 cards selected: Hotel, Room.");
  await page.keyboard.press("m");
  await expect(said(page)).toHaveText(/^2 cards, moving\./);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(undo(page)).toHaveAccessibleName("Undo: Move 2 cards");
  const now = await places(page);
  expect(now.Hotel).toEqual([56, 16]);
  expect(now.Room).toEqual([56, 232]);
  await page.keyboard.press("Escape");
  await expect(marked(page)).toHaveCount(0);
  await page.keyboard.press("Space");
  await expect(marked(page)).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await expect(marked(page)).toHaveCount(0);
});

test("Shift and a pull over the ground select what the frame touches", async ({ page }) => {
  await open(page);
  const canvas = (await page.locator(".canvas-scroll").boundingBox())!;
  const [hotel, room] = [(await card(page, "Hotel").boundingBox())!, (await card(page, "Room").boundingBox())!];
  await page.keyboard.down("Shift");
  await page.mouse.move(canvas.x + 8, canvas.y + 8);
  await page.mouse.down();
  await page.mouse.move(hotel.x + 40, room.y + 40, { steps: 5 });
  await expect(page.locator(".frame-pull")).toBeVisible();
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await expect(page.locator(".frame-pull")).toHaveCount(0);
  await expect(marked(page)).toHaveCount(2);
  await expect(card(page, "Hotel")).toBeFocused();
});

test("the map shows while the cards do not fit, and a press goes there", async ({ page }) => {
  await open(page);
  await expect(page.locator(".minimap"), "the sample fits").toHaveCount(0);
  await card(page, "Booking").focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press("+");
  await expect(page.locator(".minimap")).toBeVisible();
  await expect(page.locator(".minimap path")).toHaveCount(6);
  await expect(card(page, "Booking"), "the card with the focus stays in sight").toBeInViewport();
  await expectAccessible(page, ".sketch");
  const map = (await page.locator(".minimap").boundingBox())!;
  await page.mouse.click(map.x + map.width - 4, map.y + map.height - 4);
  await expect.poll(() => page.locator(".canvas-scroll").evaluate((element) => element.scrollLeft > 50)).toBe(true);
  await page.mouse.click(map.x + 4, map.y + 4);
  await expect.poll(() => page.locator(".canvas-scroll").evaluate((element) => element.scrollLeft)).toBe(0);
  await page.keyboard.press("1");
  await card(page, "Booking").focus();
  await page.keyboard.press("1");
  await expect(page.locator(".minimap")).toHaveCount(0);
});

test("a card that is held at the edge makes the canvas scroll, and goes along", async ({ page }) => {
  await large(page);
  const first = card(page, "Thing0");
  await first.focus();
  await page.keyboard.press("0");
  const canvas = (await page.locator(".canvas-scroll").boundingBox())!;
  const handle = (await first.locator(".node-h b").boundingBox())!;
  await page.mouse.move(handle.x + 4, handle.y + 4);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width - 60, canvas.y + 120, { steps: 4 });
  const before = await page.locator(".canvas-scroll").evaluate((element) => element.scrollLeft);
  await page.mouse.move(canvas.x + canvas.width - 6, canvas.y + 120);
  await expect.poll(() => page.locator(".canvas-scroll").evaluate((element) => element.scrollLeft)).toBeGreaterThan(before + 200);
  await page.mouse.move(canvas.x + canvas.width - 200, canvas.y + 120);
  await page.mouse.up();
  await expect(undo(page)).toHaveAccessibleName("Undo: Move Thing0");
  expect((await places(page)).Thing0[0]).toBeGreaterThan(500);
});
