// Learn: labs on the real engine with a prediction before the reveal, challenges whose checks are real requests, and one's own design
// kept through all of it.
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, expectAccessible, keptDesign, open, started, test } from "./roundtrip";

const reveal = (page: Page) => page.locator(".lab-reveal");
const main = (page: Page) => page.getByRole("main");
const task = (page: Page) => page.locator(".task");
const catalogue = (page: Page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Learn" });

async function designName(page: Page) {
  return page.locator(".design-name").innerText();
}

test("the catalogue lists labs and challenges, and each card says what one will see", async ({ page }) => {
  await open(page);
  await catalogue(page).click();
  await expect(page).toHaveURL(/#\/learn$/);
  await expect(main(page).getByRole("heading", { level: 1 })).toHaveText("Learn");
  expect(await main(page).getByRole("region", { name: "Labs" }).getByRole("link").count()).toBeGreaterThanOrEqual(10);
  expect(await main(page).getByRole("region", { name: "Challenges" }).getByRole("link").count()).toBeGreaterThanOrEqual(4);
  const card = main(page).getByRole("link", { name: /Whose change survives/ });
  await expect(card).toContainText("3 min");
  await expect(card).toContainText("If-Match");
  await expect(card).toContainText("not begun");
  await expectAccessible(page, "main.learn");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sketch" })).toBeVisible();
});

test("Learn takes the place of Compare, and Compare that of Learn", async ({ page }) => {
  await open(page);
  const to = (name: string) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  for (const name of ["Compare", "Learn", "Compare"]) {
    await to(name);
    await expect(main(page)).toHaveCount(1);
    await expect(main(page)).toContainText(name === "Learn" ? "Each answer comes from the server" : "Compare");
  }
  await to("Workspace");
  await expect(page.getByRole("heading", { name: "Sketch" })).toBeVisible();
});

test("F11: a lost update in two presses, by pointer", async ({ page }) => {
  await open(page, { fragment: "/learn/lost-update" });
  let actions = 0;
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    actions += 1;
  };
  await press("Save 130");
  await press("Save 110");
  await expect(reveal(page)).toContainText("that is a lost update");
  await expect(reveal(page)).toContainText("Why 200?");
  expect(actions).toBeLessThanOrEqual(3);
  await expectAccessible(page, "main.learn");
});

test("F11: by keyboard alone, and on to the next step", async ({ page }) => {
  await open(page, { fragment: "/learn/lost-update" });
  await expect(page.getByRole("button", { name: "Save 130" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Save 110" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(reveal(page).getByRole("heading", { level: 2 }).first()).toBeFocused();
  while (!(await page.evaluate(() => document.activeElement?.textContent?.includes("Next step")))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/lost-update\/2$/);
  await expect(main(page)).toContainText("Step 2 of 4");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { name: "Sketch" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(main(page).getByRole("heading", { level: 1 })).toHaveText("Learn");
});

test("a wrong prediction is answered with the trace, a right one too", async ({ page }) => {
  await open(page, { fragment: "/learn/lost-update/2" });
  await page.getByLabel("428 Precondition Required").check();
  await page.getByRole("button", { name: "Save 130" }).click();
  await page.getByRole("button", { name: "Save 110" }).click();
  const told = page.locator(".lab-told");
  await expect(told).toContainText("It came otherwise: 412 Precondition Failed.");
  await expect(told).toContainText("Preconditions: ");
  await expect(page.locator(".lab-choice.is-right")).toContainText("412");
  await expect(page.locator(".trace .stop")).toContainText("Preconditions");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(reveal(page)).toBeHidden();
  await page.getByLabel("412 Precondition Failed").check();
  await page.getByRole("button", { name: "Save 130" }).click();
  await page.getByRole("button", { name: "Save 110" }).click();
  await expect(told).toContainText("As predicted: 412 Precondition Failed.");
});

test("a link leads to a step, with all before it done", async ({ page }) => {
  await open(page, { fragment: "/lab/lost-update/4" });
  await expect(main(page)).toContainText("Step 4 of 4");
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.locator(".lab-side").last()).toContainText("\"v");
  await page.getByRole("button", { name: "Save 125" }).click();
  await expect(reveal(page)).toContainText("200 with a new ETag");
  await page.goto(page.url().replace(/#.*/, "#/learn/no-such-lab"));
  await expect(main(page)).toContainText("Nothing here is called no-such-lab.");
});

test("what was sent opens in Watch, and stays out of the traffic", async ({ page }) => {
  await open(page, { fragment: "/learn/conflict" });
  await page.getByRole("button", { name: "Book 16 to 19 March" }).click();
  await expect(reveal(page)).toContainText("409: the state of the server");
  await page.getByRole("button", { name: "Open in Watch" }).click();
  await expect(page.getByRole("region", { name: "Watch" })).toContainText("409");
  await expect(page.getByRole("table", { name: /Traffic/ }).locator("tbody tr")).toHaveCount(0);
});

test("progress survives a reload, and travels as a file", async ({ page, context }) => {
  await open(page, { fragment: "/learn/conflict" });
  await page.getByRole("button", { name: "Book 16 to 19 March" }).click();
  await expect(page.getByRole("navigation", { name: "Steps of the lab" }).getByRole("link", { name: /A taken room.*done/ })).toBeVisible();
  await page.reload();
  await started(page);
  await page.getByRole("link", { name: "Learn" }).first().click();
  const card = main(page).getByRole("link", { name: /Two guests want one room/ });
  await expect(card).toContainText("1 of 4 steps done");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save progress" }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, "utf8")).kind).toBe("roundtrip-progress");
  await page.evaluate(() => localStorage.removeItem("roundtrip.learn"));
  await page.reload();
  await started(page);
  await expect(card).toContainText("not begun");
  await page.getByLabel("Add progress from a file").setInputFiles({ name: "progress.json", mimeType: "application/json", buffer: readFileSync(file) });
  await expect(card).toContainText("1 of 4 steps done");
});

test("a lab leaves the design of the workspace alone", async ({ page }) => {
  await open(page);
  const before = await designName(page);
  await page.goto(page.url().replace(/#.*/, "") + "#/learn/lost-update/3");
  await expect(main(page)).toContainText("The lab opens its own design. Yours is kept.");
  await page.getByRole("button", { name: "Require If-Match" }).click();
  await page.getByRole("button", { name: "Save 110 without it" }).click();
  await expect(reveal(page)).toContainText("428");
  await page.reload();
  await started(page);
  await expect(main(page)).toContainText("Step 3 of 4");
  await page.getByRole("link", { name: "Workspace" }).click();
  expect(await designName(page)).toBe(before);
  await expect(page.getByRole("button", { name: "Undo, nothing to undo" })).toBeVisible();
});

test("F16: a challenge in two presses; the checks stand in the traffic with their evidence", async ({ page }) => {
  await open(page, { fragment: "/learn" });
  let actions = 0;
  await main(page).getByRole("link", { name: /Can a customer be charged twice/ }).click();
  actions += 1;
  await expect(task(page)).toContainText("The brief does not say", { timeout: 20_000 });
  await started(page);
  await task(page).getByRole("button", { name: "Check", exact: true }).click();
  actions += 1;
  expect(actions).toBeLessThanOrEqual(2);
  await expect(task(page).getByRole("status")).toContainText(/Not yet: \d of 5 checks hold\./);
  await expect(task(page).locator(".is-unmet").first()).toContainText("Require the key");
  // What was found folds away, so that the workspace has its room, and comes back.
  const checks = task(page).getByRole("button", { name: "Checks", exact: true });
  await checks.click();
  await expect(task(page).locator(".is-unmet")).toHaveCount(0);
  await checks.click();
  await expect(task(page).locator(".is-unmet").first()).toBeVisible();
  await expect(page.getByRole("table", { name: /Traffic/ })).toContainText("◎ Shop backend");
  await expectAccessible(page, ".task");
  await task(page).getByRole("button", { name: /^See \d+: Nobody reads/ }).click();
  await expect(page.getByRole("region", { name: "Watch" })).toContainText("200");
  await task(page).getByRole("button", { name: "Solution" }).click();
  await task(page).getByRole("button", { name: "Open this solution" }).click();
  await task(page).getByRole("button", { name: "Check", exact: true }).click();
  await expect(task(page).getByRole("status")).toContainText("Solved with 3 changes, ours uses 3.");
});

test("F16: by keyboard alone, in two presses", async ({ page }) => {
  await open(page, { fragment: "/learn" });
  const walk = async (to: Locator) => {
    for (let step = 0; step < 90; step++) {
      if (await to.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(to).toBeFocused();
  };
  await walk(main(page).getByRole("link", { name: /sell one night twice/ }));
  await page.keyboard.press("Enter");
  await expect(task(page)).toBeVisible({ timeout: 20_000 });
  await started(page);
  await walk(task(page).getByRole("button", { name: "Check", exact: true }));
  await page.keyboard.press("Enter");
  await expect(task(page).getByRole("status")).toContainText("Not yet");
});

test("one's own design is kept through a challenge, its reload, and the way back", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open payments");
  await page.keyboard.press("Enter");
  await expect(page.locator(".design-name")).toContainText("Payments");
  const own = await keptDesign(page);
  await page.goto(page.url().replace(/#.*/, "") + "#/learn/sell-once");
  await expect(page.locator(".design-name")).toContainText("Sell it once", { timeout: 20_000 });
  await started(page);
  await page.reload();
  await started(page);
  await expect(page.locator(".design-name")).toContainText("Sell it once");
  await expect(task(page)).toBeVisible();
  await task(page).getByRole("button", { name: "Back to my design" }).click();
  await expect(page.locator(".design-name")).toContainText("Payments", { timeout: 20_000 });
  await started(page);
  await expect(task(page)).toBeHidden();
  expect(await keptDesign(page)).toEqual(own);
});

test("the palette finds labs, and the tree offers the one in progress", async ({ page }) => {
  await open(page);
  await expect(page.locator(".side .lab")).toContainText("A 409 in 60 seconds");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("webhook says the money");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/learn\/webhooks$/);
  await expect(main(page)).toContainText("Step 1 of 4");
});

for (const id of ["conflict", "retry", "cors", "caches", "page-drift", "rate-limits", "jwt-attacks", "webhooks", "bad-request", "who-are-you"]) {
  test(`${id} goes to its end in the page`, async ({ page }) => {
    await open(page, { fragment: `/learn/${id}` });
    const count = Number((await page.locator(".learn-n").innerText()).split(" of ")[1]);
    for (let step = 1; step <= count; step += 1) {
      await expect(page.locator(".learn-n")).toHaveText(`Step ${step} of ${count}`);
      while (!(await reveal(page).isVisible())) await page.locator("#lab-next").click();
      await expect(reveal(page).getByRole("heading", { level: 2 }).first()).not.toBeEmpty();
      if (step === 1) await expectAccessible(page, "main.learn");
      if (step < count) await reveal(page).getByRole("link", { name: "Next step" }).click();
    }
    await reveal(page).getByRole("link", { name: "All labs" }).click();
    await expect(main(page).locator(".learn-card .is-done")).toHaveCount(1);
  });
}

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("a lab in one column, reached from the dock", async ({ page }) => {
    await open(page);
    await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Learn" }).click();
    await main(page).getByRole("link", { name: /Whose change survives/ }).click();
    await page.getByRole("button", { name: "Save 130" }).click();
    await page.getByRole("button", { name: "Save 110" }).click();
    await expect(reveal(page)).toContainText("lost update");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page, "main.learn");
    await page.getByRole("navigation", { name: "Steps", exact: true }).getByRole("button", { name: "Sketch" }).click();
    await expect(page.getByRole("heading", { name: "Sketch" })).toBeVisible();
  });
});
