// What is typed into the sketch is taken while it is typed: no tab that is closed takes it along, and no Escape either.
import type { Page } from "@playwright/test";
import { expect, keptDesign, open, started, test } from "./roundtrip";

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });
const rest = (page: Page) => page.waitForTimeout(1000);

async function table(page: Page) {
  await open(page);
  await page.getByRole("group", { name: "View" }).getByRole("button", { name: "Table" }).click();
}

async function edit(page: Page, name: string) {
  await card(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(card(page, name).getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
}

const fields = (design: any, resource: string) => design.resources.find((one: any) => one.name === resource).fields;

for (const [column, typed, read] of [
  ["Note", "The first night", (field: any) => field.note],
  ["Example", "2026-12-24", (field: any) => field.example],
  ["Name", "arrival", (field: any) => field.name],
  ["Type", "date-time", (field: any) => field.kind?.type ?? field.type],
] as const) {
  test(`a cell of the table is kept without being left: ${column}`, async ({ page }) => {
    await table(page);
        const cell = page.getByRole("textbox", { name: `${column} of checkIn` }).first();
    await cell.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(typed, { delay: 20 });
    await expect(page.locator("input.cell:focus"), "nothing takes the focus away").toHaveValue(typed);
    await rest(page);
    const before = JSON.stringify(await keptDesign(page));
    await page.reload();
    await started(page);
    const design = await keptDesign(page);
    expect(JSON.stringify(design)).toBe(before);
    expect(JSON.stringify(read(fields(design, "Booking")[2]))).toContain(typed);
    await undo(page).click();
    await expect(undo(page), "one step takes all of it back").toHaveAccessibleName("Undo, nothing to undo");
    expect(JSON.stringify(read(fields(await keptDesign(page), "Booking")[2]) ?? "")).not.toContain(typed);
  });
}

test("a rest divides what is typed into steps", async ({ page }) => {
  await table(page);
  const cell = page.getByRole("textbox", { name: "Note of checkIn" }).first();
  await cell.fill("");
  await cell.pressSequentially("One");
  await rest(page);
  await cell.pressSequentially(" two");
  await rest(page);
  await undo(page).click();
  await expect(cell).toHaveValue("One");
  await undo(page).click();
  await expect(cell).not.toHaveValue("One");
});

test("a name that cannot stand is told, and the last good one stays until it can", async ({ page }) => {
  await table(page);
  const cell = page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Name of checkOut" }) }).first();
  const id = await cell.getByRole("textbox", { name: /^Name of/ }).getAttribute("id");
  const name = page.locator(`[id="${id}"]`);
  await name.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("checkIn");
  await expect(page.getByRole("alert").filter({ hasText: "checkIn" })).toBeVisible();
  await expect(undo(page), "nothing has changed").toHaveAccessibleName("Undo, nothing to undo");
  await page.keyboard.type("g");
  await rest(page);
  await expect(page.getByRole("alert").filter({ hasText: "checkIn" })).toHaveCount(0);
  expect(fields(await keptDesign(page), "Booking").map((field: any) => field.name)).toContain("checkIng");
  await undo(page).click();
  await expect(undo(page), "one step").toHaveAccessibleName("Undo, nothing to undo");
  expect(fields(await keptDesign(page), "Booking").map((field: any) => field.name)).toContain("checkOut");
});

test("the name of a card is kept without being left, and typing goes on in it", async ({ page }) => {
  await open(page);
  await edit(page, "Room");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Suite");
  await expect(card(page, "Suite").getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  await page.keyboard.type("s");
  await expect(card(page, "Suites").getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  expect((await keptDesign(page)).resources.map((one: any) => one.name)).toContain("Suites");
});

test("a field on a card is kept without being left", async ({ page }) => {
  await open(page);
  await edit(page, "Room");
  const name = card(page, "Room").locator(".frow input").first();
  await name.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("label");
  await rest(page);
  expect(fields(await keptDesign(page), "Room")[0].name).toBe("label");
});

test("Escape loses nothing that was begun", async ({ page }) => {
  await open(page);
  await card(page, "Booking").focus();
  const begin = async (key: string, name: string) => {
    await page.keyboard.press(key);
    await expect(page.getByRole("textbox", { name })).toBeFocused();
  };
  await begin("f", "New field");
  await page.keyboard.type("late string");
  await page.keyboard.press("Escape");
  await expect(card(page, "Booking")).toBeFocused();
  await begin("e", "Path of the new endpoint");
  await page.keyboard.type("/x");
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
  await expect(page.getByRole("textbox", { name: "New field" })).toHaveValue("late string");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of late" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Path of the new endpoint" })).toHaveValue("/x");
  await expect(page.getByRole("textbox", { name: "New field" }), "used, it is gone").toHaveValue("");
  await page.keyboard.press("Escape");
  await begin("r", "New resources");
  await page.keyboard.type("invoice, shop");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "New resources" })).toHaveValue("invoice, shop");
  await expect(page.getByRole("textbox", { name: "New resources" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".node:focus")).toHaveCount(1);
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "New resources" })).toHaveValue("");
});
