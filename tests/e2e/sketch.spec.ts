// The sketch and the API tree: from a line of names to resources, and every edit of a design.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, keptDesign as kept, open, test } from "./roundtrip";

/** Opens the page with a design of its own, as if it had been kept by this browser. */
async function openDesign(page: Page, design: object) {
  await page.addInitScript((kept) => {
    if (sessionStorage.getItem("seeded")) return;
    localStorage.setItem("roundtrip.design", kept);
    sessionStorage.setItem("seeded", "yes");
  }, JSON.stringify({ roundtrip: 1, design }));
  await open(page);
}

const card = (page: Page, name: string) => page.getByRole("article", { name: new RegExp(`^Resource ${name},`) });
/** A row of the tree: a resource by the beginning of its name, an endpoint by its method and path, with or without findings. */
const row = (page: Page, name: string) =>
  page.getByRole("treeitem", { name: new RegExp(`^${name.replace(/[/{}()]/g, "\\$&")}(,|$)`) });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo: / });
const said = (page: Page, text: string | RegExp) => expect(page.locator(".sketch > [role=status]")).toHaveText(text);

async function edit(page: Page, name: string) {
  await card(page, name).locator(".node-h b").click();
  await card(page, name).getByRole("button", { name: `Edit ${name}` }).click();
}

test.describe("from nothing", () => {
  test("one line and Send make the first 201", async ({ page }) => {
    await openDesign(page, {});
    await page.getByRole("textbox", { name: "What does your API manage?" }).fill("booking, room, guest");
    await page.keyboard.press("Enter");
    for (const name of ["Booking", "Room", "Guest"]) await expect(card(page, name)).toBeVisible();
    await expect(row(page, "POST /bookings")).toHaveAttribute("aria-selected", "true");
    await expect(undo(page)).toHaveAccessibleName("Undo: Sketch booking, room, guest");
    const before = (await page.locator(".foot").innerText()).match(/(\d+) records/)?.[1];
    await page.keyboard.press("Control+Enter");
    await expect(page.locator(".foot")).toContainText(`${Number(before) + 1} records`);
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("textbox", { name: "What does your API manage?" })).toBeVisible();
  });

  test("a line without a name says so and stays", async ({ page }) => {
    await openDesign(page, {});
    const line = page.getByRole("textbox", { name: "What does your API manage?" });
    await line.fill("123");
    await page.getByRole("button", { name: "Sketch it" }).click();
    await expect(page.getByText("`123` has no letter in it.")).toBeVisible();
    await expect(line).toHaveValue("123");
    await expect(line).toHaveAttribute("aria-invalid", "true");
  });

  test("a sample opens with a request ready", async ({ page }) => {
    await openDesign(page, {});
    await page.getByRole("button", { name: "Payments", exact: true }).click();
    await expect(row(page, "POST /payments")).toBeVisible();
    await expect(page.getByRole("treeitem", { selected: true })).toHaveCount(1);
  });

  test("R adds more resources to a design", async ({ page }) => {
    await open(page);
    await page.locator("#t-sketch").focus();
    await page.keyboard.press("r");
    const line = page.getByRole("textbox", { name: "New resources" });
    await expect(line).toBeFocused();
    await line.fill("room");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The design has these already.")).toBeVisible();
    await line.fill("invoice");
    await page.keyboard.press("Enter");
    await expect(card(page, "Invoice")).toBeFocused();
    await expect(line).toBeHidden();
  });
});

test.describe("cards", () => {
  test("rename reaches the path and the tree, as one step", async ({ page }) => {
    await open(page);
    await edit(page, "Room");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Suite");
    await page.keyboard.press("Tab");
    await expect(card(page, "Suite").getByRole("textbox", { name: "Path", exact: true })).toBeFocused();
    await expect(card(page, "Suite").getByRole("textbox", { name: "Path", exact: true })).toHaveValue("suites");
    await expect(row(page, "PATCH /suites/{id}")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(card(page, "Suite")).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(card(page, "Room")).toBeVisible();
    await expect(row(page, "PATCH /rooms/{id}")).toBeVisible();
    await expect(card(page, "Suite")).toHaveCount(0);
  });

  test("a name in use is refused beside the field", async ({ page }) => {
    await open(page);
    await edit(page, "Room");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("Guest");
    await name.press("Enter");
    await expect(card(page, "Room").getByText("Guest exists already. Choose another name.")).toBeVisible();
    await expect(name).toHaveValue("Guest");
  });

  test("delete says what went with it, and Undo brings it back", async ({ page }) => {
    await open(page);
    const before = await kept(page);
    await card(page, "Guest").focus();
    await page.keyboard.press("Delete");
    await expect(card(page, "Guest")).toHaveCount(0);
    await expect(page.getByText("Deleted Guest, 3 endpoints and 1 reference.")).toBeVisible();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await expect(card(page, "Guest")).toBeVisible();
    expect(before ?? (await kept(page))).toEqual(await kept(page));
  });

  test("fields are added, changed and deleted", async ({ page }) => {
    await open(page);
    await edit(page, "Guest");
    const line = page.getByRole("textbox", { name: "New field" });
    await line.fill("tier enum(basic, gold");
    await line.press("Enter");
    await line.fill("tier fish");
    await line.press("Enter");
    await expect(card(page, "Guest").getByText("`fish` is no kind.")).toBeVisible();
    await expect(line).toHaveValue("tier fish");
    await line.fill("loyalty integer(0..9)");
    await line.press("Enter");
    await expect(line).toHaveValue("");
    await expect(line).toBeFocused();
    const type = page.getByRole("combobox", { name: "Type of loyalty" });
    await expect(type).toHaveValue("integer(0..9)");
    await type.fill("integer(9..0)");
    await type.press("Enter");
    await expect(card(page, "Guest").getByText("`(9..0)` does not fit integer.")).toBeVisible();
    await type.fill("string(1..20) unique");
    await type.press("Enter");
    await page.getByRole("checkbox", { name: "loyalty is required" }).check();
    await page.getByRole("textbox", { name: "Name of loyalty" }).fill("level");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox", { name: "Type of level" })).toBeFocused();
    const guest = (await kept(page)).resources.find((resource: { name: string }) => resource.name === "Guest");
    expect(guest.fields.find((field: { name: string }) => field.name === "level")).toMatchObject({ required: true, unique: true, kind: { type: "string", maxLength: 20 } });
    await page.getByRole("button", { name: "Delete level" }).click();
    await expect(page.getByRole("textbox", { name: "Name of level" })).toHaveCount(0);
    await expect(page.getByText("Deleted Guest.level.")).toBeVisible();
  });

  test("the keys alone add a field and an undo takes it back", async ({ page }) => {
    await open(page);
    await page.locator(".node[tabindex='0']").focus();
    await expect(card(page, "Booking")).toBeFocused();
    await page.keyboard.press("f");
    await expect(page.getByRole("textbox", { name: "New field" })).toBeFocused();
    await page.keyboard.type("state enum(held, confirmed)");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Name of state" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(card(page, "Booking")).toBeFocused();
    await expect(card(page, "Booking").getByRole("textbox")).toHaveCount(0);
    await page.keyboard.press("Control+z");
    expect((await kept(page)).resources.find((resource: { name: string }) => resource.name === "Booking").fields).toHaveLength(6);
    await page.keyboard.press("Control+Shift+z");
    expect((await kept(page)).resources.find((resource: { name: string }) => resource.name === "Booking").fields).toHaveLength(7);
  });

  test("arrows walk, M moves, Enter drops, Escape cancels", async ({ page }) => {
    await open(page);
    await card(page, "Hotel").focus();
    await page.keyboard.press("ArrowDown");
    await expect(card(page, "Room")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(card(page, "Booking")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(card(page, "Guest").or(card(page, "Payment")).and(page.locator(":focus"))).toHaveCount(1);
    await card(page, "Room").focus();
    await page.keyboard.press("ArrowUp");
    await expect(card(page, "Hotel")).toBeFocused();
    await page.keyboard.press("m");
    await said(page, /^Hotel, moving\./);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await said(page, /^Hotel dropped\./);
    await expect(card(page, "Hotel")).toBeFocused();
    expect((await kept(page)).resources[0].place).toEqual([64, 16]);
    await expect(undo(page)).toHaveAccessibleName("Undo: Move Hotel");
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect((await kept(page)).resources[0].place).toEqual([64, 16]);
  });

  test("a pointer drags a card, and a card never lies on another", async ({ page }) => {
    await open(page);
    const handle = card(page, "Hotel").locator(".node-h b");
    const from = (await handle.boundingBox())!;
    const room = (await card(page, "Room").boundingBox())!;
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(from.x + 8, from.y + 5);
    await expect(card(page, "Hotel")).not.toHaveClass(/is-moving/);
    await page.mouse.move(room.x + 20, room.y + 20, { steps: 5 });
    await expect(card(page, "Hotel")).toHaveClass(/is-moving/);
    await page.mouse.up();
    await expect(card(page, "Hotel")).not.toHaveClass(/is-moving/);
    await expect(undo(page)).toHaveAccessibleName("Undo: Move Hotel");
    const place = (await kept(page)).resources[0].place;
    expect(place[0] % 8 + (place[1] % 8)).toBe(0);
    await page.keyboard.press("Escape");
    await card(page, "Guest").focus();
    const own = (await card(page, "Hotel").boundingBox())!;
    for (const name of ["Room", "Booking", "Payment"]) {
      const other = (await card(page, name).boundingBox())!;
      const apart =
        own.x + own.width <= other.x || other.x + other.width <= own.x || own.y + own.height <= other.y || other.y + other.height <= own.y;
      expect(apart, `Hotel lies on ${name}`).toBe(true);
    }
  });

  test("the menu of a card moves it by a press on its new place", async ({ page }) => {
    await open(page);
    await card(page, "Guest").focus();
    await card(page, "Guest").getByRole("button", { name: "More for Guest" }).click();
    await page.getByRole("menuitem", { name: "Move" }).click();
    await said(page, /^Guest, moving\./);
    const canvas = (await page.locator(".canvas-scroll").boundingBox())!;
    await page.mouse.click(canvas.x + canvas.width - 150, canvas.y + 230);
    await said(page, /^Guest dropped\./);
    expect((await kept(page)).resources[2].place[1]).toBeGreaterThan(150);
  });

  test("L links a card to another, and deleting the field unlinks it", async ({ page }) => {
    await open(page);
    await card(page, "Payment").focus();
    await page.keyboard.press("l");
    await expect(page.getByRole("menu", { name: "Link Payment to" })).toBeVisible();
    await page.keyboard.press("g");
    await expect(page.getByRole("menuitem", { name: "Guest" })).toBeFocused();
    await page.keyboard.press("Enter");
    await said(page, "Linked Payment to Guest, many to one.");
    await expect(card(page, "Payment")).toHaveAccessibleDescription(/^Links to Booking, Guest\./);
    await expect(page.getByRole("group", { name: "Canvas: 5 resources, 5 relations" })).toBeVisible();
    await edit(page, "Payment");
    await page.getByRole("button", { name: "Delete guestId" }).click();
    await expect(page.getByRole("group", { name: "Canvas: 5 resources, 4 relations" })).toBeVisible();
  });

  test("life-cycle and spans are told", async ({ page }) => {
    await open(page);
    await edit(page, "Booking");
    await expect(card(page, "Booking").getByText(/^held → confirmed, cancelled/)).toBeVisible();
    await expect(card(page, "Booking").getByText("no two overlap per roomId, checkIn to checkOut, except cancelled")).toBeVisible();
  });
});

test.describe("endpoints", () => {
  test("a press of the matrix adds and removes an endpoint", async ({ page }) => {
    await open(page);
    await card(page, "Hotel").focus();
    const press = card(page, "Hotel").getByRole("button", { name: /^POST \/hotels, create/ });
    await expect(press).toHaveAttribute("aria-pressed", "false");
    await press.click();
    await expect(press).toHaveAttribute("aria-pressed", "true");
    await expect(press).toBeFocused();
    await expect(row(page, "POST /hotels")).toBeVisible();
    const endpoint = (await kept(page)).endpoints.find((endpoint: { id: string }) => endpoint.id === "createHotel");
    expect(endpoint.errors).toContain(422);
    await press.click();
    await expect(row(page, "POST /hotels")).toHaveCount(0);
    const checkIn = card(page, "Booking").getByRole("button", { name: /^checkIn, POST/ });
    await card(page, "Booking").focus();
    await expect(checkIn).toHaveAttribute("aria-pressed", "true");
    await checkIn.click();
    await expect(checkIn).toHaveAttribute("aria-pressed", "false");
    await checkIn.click();
    await expect(checkIn).toHaveAttribute("aria-pressed", "true");
  });

  test("any method on any path: GET /deleteUser", async ({ page }) => {
    await openDesign(page, {});
    await page.getByRole("textbox", { name: "What does your API manage?" }).fill("user");
    await page.keyboard.press("Enter");
    await expect(card(page, "User")).toBeFocused();
    await page.keyboard.press("e");
    const path = page.getByRole("textbox", { name: "Path of the new endpoint" });
    await expect(path).toBeFocused();
    await page.keyboard.type("delete user");
    await page.getByRole("combobox", { name: "Behaviour" }).selectOption("delete");
    await path.press("Enter");
    await expect(card(page, "User").getByText(/cannot be a path/)).toBeVisible();
    await path.fill("GET /deleteUser");
    await path.press("Enter");
    await expect(row(page, "GET /deleteUser")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(card(page, "User").getByRole("button", { name: "GET /deleteUser, edit" })).toBeVisible();
  });

  test("the form of an endpoint saves everything as one step, and says what is wrong beside its field", async ({ page }) => {
    await open(page);
    await row(page, "GET /hotels").focus();
    await page.keyboard.press("F2");
    const form = page.getByRole("dialog", { name: "GET /hotels" });
    await form.getByRole("textbox", { name: "Path" }).fill("hotels all");
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form.getByText(/`hotels all` cannot be a path/)).toBeVisible();
    await form.getByRole("textbox", { name: "Path" }).fill("/hotels/all");
    await form.getByRole("textbox", { name: "Id" }).fill("readHotel");
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form.getByText("readHotel exists already. Choose another name.")).toBeVisible();
    await form.getByRole("textbox", { name: "Id" }).fill("everyHotel");
    await form.getByRole("textbox", { name: "Success status" }).fill("299");
    await form.getByRole("combobox", { name: "Who may call" }).selectOption("roles");
    await form.getByRole("textbox", { name: "Roles" }).fill("staff, guest");
    await form.getByRole("textbox", { name: "Declared errors" }).fill("9");
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form.getByText("`9` is no error status.")).toBeVisible();
    await form.getByRole("textbox", { name: "Declared errors" }).fill("500");
    await form.getByRole("button", { name: "Declare what it can answer" }).click();
    await expect(form.getByRole("textbox", { name: "Declared errors" })).toHaveValue(/401, 403/);
    await form.getByRole("textbox", { name: "Summary" }).fill("Every hotel");
    await form.getByRole("checkbox", { name: /^Deprecated/ }).check();
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form).toBeHidden();
    const endpoint = (await kept(page)).endpoints[0];
    expect(endpoint).toMatchObject({ id: "everyHotel", path: "/hotels/all", success: 299, deprecated: true, summary: "Every hotel", access: { type: "roles", roles: ["staff", "guest"] } });
    await expect(undo(page)).toHaveAccessibleName("Undo: Change GET /hotels/all");
  });

  test("an endpoint with a fixed answer keeps its content", async ({ page }) => {
    await open(page);
    await row(page, "GET /hotels").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("combobox", { name: "Behaviour" }).selectOption("fixed");
    await form.getByRole("textbox", { name: "Success status" }).fill("418");
    await form.getByRole("textbox", { name: "Content, as JSON" }).fill("{teapot");
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form.getByText("The content is no JSON")).toBeVisible();
    await form.getByRole("textbox", { name: "Content, as JSON" }).fill('{"teapot": true}');
    await form.getByRole("button", { name: "Save endpoint" }).click();
    await expect(form).toBeHidden();
    expect((await kept(page)).endpoints[0].behaviour).toEqual({ type: "fixed", status: 418, body: { teapot: true } });
  });

  test("two endpoints that answer the same requests are told on the card", async ({ page }) => {
    await open(page);
    await card(page, "Room").focus();
    await page.keyboard.press("e");
    await expect(page.getByRole("textbox", { name: "Path of the new endpoint" })).toBeFocused();
    await page.keyboard.type("/rooms/{roomId}");
    await page.getByRole("combobox", { name: "Behaviour" }).selectOption("read");
    await page.getByRole("textbox", { name: "Path of the new endpoint" }).press("Enter");
    await expect(card(page, "Room").getByText(/^Error: Two endpoints answer GET \/rooms\/\{id\}\./)).toBeVisible();
  });
});

test.describe("the tree", () => {
  test("has one tab stop and the keys of a tree", async ({ page }) => {
    await open(page);
    await expect(page.locator(".tree [tabindex='0']")).toHaveCount(1);
    await row(page, "POST /bookings").focus();
    await page.keyboard.press("ArrowUp");
    await expect(row(page, "GET /bookings")).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(row(page, "Bookings, 9 endpoints")).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(row(page, "Bookings")).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(row(page, "GET /bookings")).toBeFocused();
    await page.keyboard.press("End");
    await expect(row(page, "GET /health")).toBeFocused();
    await page.keyboard.press("Home");
    await expect(row(page, "Hotels")).toBeFocused();
    await page.keyboard.type("gu");
    await expect(row(page, "Guests")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(row(page, "POST /guests")).toHaveAttribute("aria-selected", "true");
    await expect(card(page, "Guest")).toHaveClass(/is-sel/);
  });

  test("the slash goes to the filter, which hides the rest", async ({ page }) => {
    await open(page);
    await page.keyboard.press("/");
    const filter = page.getByRole("textbox", { name: "Filter endpoints" });
    await expect(filter).toBeFocused();
    await filter.fill("cancel");
    await expect(page.getByRole("treeitem")).toHaveCount(2);
    await expect(card(page, "Hotel")).toHaveClass(/is-dim/);
    await expect(page.locator(".wires path.is-dim"), "a line is as faint as the fainter of its cards").toHaveCount(4);
    await filter.fill("zebra");
    await expect(page.getByText("Nothing matches `zebra`.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("treeitem")).toHaveCount(26);
  });

  test("shows findings, policies and endpoints without a resource", async ({ page }) => {
    await openDesign(page, { endpoints: [{ id: "ping", method: "GET", path: "/ping", behaviour: { type: "fixed", status: 200, body: null } }] });
    await expect(row(page, "Other, 1 endpoint")).toBeVisible();
    await expect(row(page, "GET /ping")).toBeVisible();
    for (const fact of ["CORS no origin", "Authentication bearer", "ETag strong", "If-Match checked"]) {
      await expect(page.getByRole("button", { name: fact })).toBeVisible();
    }
  });

  test("a finding flags its endpoint", async ({ page }) => {
    await openDesign(page, {});
    await page.getByRole("button", { name: "Flawed shop" }).click();
    await expect(page.getByRole("treeitem", { name: /^GET \/deleteUser, .*error/ })).toBeVisible();
  });

  test("on a tablet it lies over the page and goes to Send", async ({ page }) => {
    await page.setViewportSize({ width: 820, height: 1180 });
    await open(page);
    await page.getByRole("button", { name: "API tree", exact: true }).click();
    await expect(page.getByRole("navigation", { name: "API", exact: true })).toBeVisible();
    await row(page, "POST /payments").click();
    await expect(page.getByRole("navigation", { name: "API", exact: true })).toBeHidden();
    await expect(page.locator(".app")).toHaveAttribute("data-view", "send");
  });
});

test("the table holds every field and leads to the card", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("textbox", { name: "Type of checkOut" })).toHaveValue("date");
  await expect(page.getByRole("textbox", { name: "Example of checkOut" })).toHaveValue("2026-03-22");
  await expect(page.getByRole("checkbox", { name: "checkOut is required" })).toBeChecked();
  await expect(page.getByRole("columnheader", { name: "Required" })).toBeVisible();
  await page.getByRole("button", { name: "Payment", exact: true }).click();
  await expect(card(page, "Payment")).toBeFocused();
});

/** Writes into the text as a person would, without typing its eighty thousand characters. */
async function rewrite(page: Page, from: string, to: string) {
  await page.getByRole("textbox", { name: "OpenAPI text" }).evaluate(
    (area, [from, to]) => {
      const text = area as HTMLTextAreaElement;
      if (!text.value.includes(from)) throw new Error(`the text holds no ${from}`);
      text.value = text.value.replaceAll(from, to);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    },
    [from, to],
  );
}

test("the OpenAPI text is read, written, refused without harm, and one step of undo", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "OpenAPI", exact: true }).click();
  await expect(page.getByRole("region", { name: "OpenAPI document" })).toContainText("operationId: createBooking");
  await expectAccessible(page, ".sketch");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "OpenAPI text" })).toBeFocused();
  await expect(undo(page)).toHaveCount(0);
  await rewrite(page, "description: What stands on the door.", "description: On the door.");
  await expect(undo(page)).toHaveAccessibleName("Undo: Edit the OpenAPI text");
  const room = (await kept(page)).resources.find((resource: { name: string }) => resource.name === "Room");
  expect(room.fields.find((field: { name: string }) => field.name === "number").note).toBe("On the door.");
  expect(room.place, "the card stands where it stood").toEqual([16, 232]);
  await rewrite(page, "info:\n", "info: [\n");
  const told = page.locator("#sheet-told");
  await expect(told).toContainText(/^Line \d+: .* The canvas shows the last valid version\./);
  await expectAccessible(page, ".sketch");
  await page.getByRole("button", { name: "Canvas", exact: true }).click();
  await expect(card(page, "Booking")).toBeVisible();
  await page.getByRole("button", { name: "OpenAPI (its text has a fault)" }).click();
  await expect(told, "what could not be read is still there").toContainText(/^Line \d+: /);
  await page.getByRole("button", { name: "Take that version" }).click();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(told).toBeEmpty();
  await page.locator("#t-sketch").focus();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("region", { name: "OpenAPI document" })).toContainText("What stands on the door.");
});

test("the OpenAPI text scrolls; far down it has its numbers and colours, and Edit stays there", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "OpenAPI", exact: true }).click();
  const text = page.getByRole("region", { name: "OpenAPI document" });
  await expect(text.locator(".editor-b").first()).toContainText("openapi: ");
  const blocks = text.locator(".editor-b");
  const far = blocks.nth(20);
  await expect(far.locator(".editor-l"), "what is out of sight is not coloured").toHaveCount(0);
  const top = await text.evaluate((frame) => (frame.scrollTop = 20 * document.querySelector<HTMLElement>(".editor-b")!.offsetHeight));
  await expect(far.locator(".editor-l")).toHaveCount(64);
  expect(await far.evaluate((block) => getComputedStyle(block.firstElementChild!).counterSet)).toBe(`l ${20 * 64 + 1}`);
  expect(await text.evaluate((frame) => frame.scrollTop)).toBe(top);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const area = page.getByRole("textbox", { name: "OpenAPI text" });
  await expect(area).toBeFocused();
  expect(await area.evaluate((area) => area.parentElement!.scrollTop), "in the same place").toBe(top);
  // Line upon line: the blocks are as high as the lines of what is written, which the area shows without scrolling.
  const layers = () =>
    area.evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(area);
      const lines = area.value.split("\n").length;
      const blocks = [...area.parentElement!.querySelectorAll(".editor-b")].reduce((sum, block) => sum + block.getBoundingClientRect().height, 0);
      const room = area.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
      return { off: [blocks, room].map((height) => Math.round(height - lines * parseFloat(lineHeight))), scrolls: [area.scrollHeight - area.clientHeight, area.scrollWidth - area.clientWidth] };
    });
  const even = { off: [0, 0], scrolls: [0, 0] };
  expect(await layers()).toEqual(even);
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n# a\n\t\tlast, with a tab\n");
  expect(await layers(), "after some lines more").toEqual(even);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await layers(), "on a phone").toEqual(even);
});

test("forty cards fold when they are small, and arranging leaves none on another", async ({ page }) => {
  const resources = Array.from({ length: 40 }, (_, index) => ({
    name: `Thing${index}`,
    segment: `thing${index}s`,
    fields: index ? [{ name: "parentId", kind: { type: "reference", to: `Thing${Math.floor((index - 1) / 3)}` } }, { name: "title", kind: { type: "string" } }] : [{ name: "title", kind: { type: "string" } }],
  }));
  await openDesign(page, { resources });
  await page.getByRole("button", { name: "Arrange cards" }).click();
  await expect(undo(page)).toHaveAccessibleName("Undo: Arrange cards");
  await expect(page.getByText(/^\d\d%$/)).toBeVisible();
  await expect(card(page, "Thing7").locator("dl")).toHaveCount(0);
  const boxes = await page.locator(".node").evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
  const over = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom));
  expect(over).toEqual([]);
  await page.getByRole("button", { name: /percent, zoom to 100/ }).click();
  await expect(card(page, "Thing7").locator("dl")).toHaveCount(1);
});

test("typing a note repaints no other card and is one step", async ({ page }) => {
  await open(page);
  await edit(page, "Hotel");
  await page.evaluate(() => {
    const watch = { changes: 0 };
    (window as unknown as { watch: typeof watch }).watch = watch;
    for (const node of document.querySelectorAll(".node:not(.is-edit)")) {
      new MutationObserver((list) => (watch.changes += list.length)).observe(node, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  });
  const note = page.getByRole("textbox", { name: "Note" });
  await note.fill("");
  await note.pressSequentially("Where people sleep");
  await note.press("Tab");
  expect(await page.evaluate(() => (window as unknown as { watch: { changes: number } }).watch.changes)).toBe(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  expect((await kept(page)).resources[0].note).toBe("A place to stay.");
});

test("twenty-four resources stay usable", async ({ page }) => {
  await openDesign(page, {});
  const names = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray";
  await page.getByRole("textbox", { name: "What does your API manage?" }).fill(names.split(" ").join(", "));
  await page.keyboard.press("Enter");
  await expect(page.locator(".node")).toHaveCount(24);
  await page.getByRole("button", { name: "Arrange cards" }).click();
  await page.getByRole("button", { name: "Fit to view" }).click();
  await expect(page.locator(".node").last()).toBeInViewport();
  await card(page, "Kilo").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".node:focus")).toHaveCount(1);
  await expectAccessible(page);
});

test("no card covers another, whichever is selected", async ({ page }) => {
  for (const width of [1440, 1280]) {
    await page.setViewportSize({ width, height: width === 1440 ? 900 : 800 });
    await open(page);
    for (const name of ["Hotel", "Room", "Guest", "Payment", "Booking"]) {
      await card(page, name).locator(".node-h b").click();
      await expect(card(page, name)).toHaveAccessibleName(/, selected$/);
      const covered = await page.locator(".node").evaluateAll((nodes) => {
        const areas = nodes.map((node) => ({ name: node.id, box: node.getBoundingClientRect() }));
        const meets = (a: DOMRect, b: DOMRect) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        return areas.flatMap((one, index) => areas.slice(index + 1).filter((other) => meets(one.box, other.box)).map((other) => `${one.name} and ${other.name}`));
      });
      expect(covered, `${width} wide, ${name} selected`).toEqual([]);
    }
  }
});

test("an endpoint that is chosen elsewhere comes into view in the tree", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  const row = page.getByRole("treeitem", { name: /^POST \/payments/ });
  await expect(row).not.toBeInViewport();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("/payments");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("treeitem", { selected: true })).toBeInViewport({ ratio: 0.9 });
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`nothing stands in anybody's way: ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await open(page);
      await expectAccessible(page);
      // A phone has no room for a table; it offers cards and the text.
      await expect(page.getByRole("button", { name: "Table" })).toHaveCount(width === 390 ? 0 : 1);
      if (width !== 390) await page.getByRole("button", { name: "Table" }).click();
      await expectAccessible(page);
      await page.getByRole("button", { name: /^(Canvas|Cards)$/ }).click();
      await edit(page, "Booking");
      await page.getByRole("textbox", { name: "New field" }).fill("x fish");
      await page.getByRole("textbox", { name: "New field" }).press("Enter");
      await expectAccessible(page);
      await page.getByRole("button", { name: "POST /bookings, edit" }).click();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Close", exact: true }).click();
      if (width === 390) {
        await page.getByRole("button", { name: "API tree", exact: true }).click();
        await expectAccessible(page);
      }
    });

    test(`the start line stands in nobody's way: ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await openDesign(page, {});
      await page.getByRole("button", { name: "Sketch it" }).click();
      await expectAccessible(page);
    });
  }
}
