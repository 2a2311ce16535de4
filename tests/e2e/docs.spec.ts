// The documentation as one page: taken away from Export, opened as a file, read without a script, in light, dark and print.
import { readFileSync } from "node:fs";
import { expect, expectAccessible, open, test } from "./roundtrip";

test("the page of documentation stands alone, and is accessible", async ({ page, browser }) => {
  await open(page);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Export" }).click();
  await page.getByRole("button", { name: /^Documentation, HTML/ }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Download" }).click();
  const html = readFileSync(await (await download).path(), "utf8");
  expect(html).not.toMatch(/<script|<link |src=|url\(/);
  for (const colorScheme of ["light", "dark"] as const) {
    const reader = await (await browser.newContext({ colorScheme, viewport: { width: 1200, height: 900 } })).newPage();
    await reader.setContent(html);
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Hotel booking");
    await expect(reader.getByRole("navigation", { name: "Documents" }).getByRole("link", { name: "Rate limits", exact: true })).toBeVisible();
    await expectAccessible(reader);
    await reader.setViewportSize({ width: 390, height: 844 });
    expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await reader.emulateMedia({ media: "print" });
    await expect(reader.getByRole("navigation", { name: "Documents" })).toBeHidden();
    await reader.context().close();
  }
  // What a browser had to mend shows when it writes the page anew.
  const tags = (text: string) => [...text.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([tag]) => tag).join(" ");
  // A page without a policy does it: ours would refuse the style of any document that it parses.
  const reader = await (await browser.newContext()).newPage();
  const parsed = await reader.evaluate((text) => new DOMParser().parseFromString(text, "text/html").documentElement.outerHTML, html);
  await reader.context().close();
  expect(tags(parsed).replaceAll("</meta ", "")).toBe(tags(html));
});
