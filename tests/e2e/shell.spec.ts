// The page around the app: what a static host serves, before and without the engine.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, controlled, keptDesign, open, started, test, url } from "./roundtrip";

const ANY_PATH = "./mock/v1/rooms?limit=2";
// A document in the worker's scope that runs no engine.
const BYSTANDER = "./icons/icon.svg";

test("the page starts in a folder of a host, and asks only there", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await open(page);
  expect(requests.length).toBeGreaterThan(3);
  for (const request of requests.filter((request) => request.startsWith("http"))) expect(request).toContain(url());
});

test("nothing is loaded twice", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await open(page);
  const wasm = requests.filter((request) => request.endsWith(".wasm"));
  expect(wasm).toHaveLength(new Set(wasm).size);
});

test("the policy allows own scripts and styles only, and WebAssembly", async ({ page }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain("unsafe-inline");
});

test("inline code is blocked", async ({ page, complaints }) => {
  await open(page);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.body.append(script);
  });
  await expect.poll(() => complaints.join()).toContain("blocked by script-src");
  expect(await page.title()).not.toBe("ran");
  complaints.length = 0;
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the frame can be read before the engine starts", async ({ page }) => {
    await page.goto("./");
    for (const name of ["Sketch", "Send", "Watch", "Score"]) {
      await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
    }
    await expect(page.getByText("Starting…").first()).toBeVisible();
    expect(await page.content()).toContain("Roundtrip needs JavaScript and WebAssembly");
  });
});

/** The cards: name, path, fields, methods that are on, and where each stands. */
const cards = (page: Page, within: string) =>
  page.locator(`${within} .node`).evaluateAll((nodes) =>
    nodes.map((node) => {
      const texts = (query: string) => [...node.querySelectorAll(query)].map((element) => element.firstChild?.textContent);
      const { x, y, width, height } = node.getBoundingClientRect();
      return { texts: [texts("b, code"), texts("dt, dd"), texts('.verbs > *, .vgrid > span, .vgrid :not([aria-pressed="false"]) > .m')], area: [x, y, width, height] };
    }),
  );

test("the first paint shows the sample where the engine draws it, and leaves nothing behind", async ({ page, complaints }) => {
  await page.route("**/*_bg.wasm", () => {}); // never answered: the page stays at its first paint
  await page.goto("./", { waitUntil: "domcontentloaded" });
  await expect(page.locator("#first-paint .node")).toHaveCount(5);
  const drawn = await cards(page, "#first-paint");
  await page.unroute("**/*_bg.wasm");
  complaints.length = 0;
  await open(page);
  await expect(page.locator("#first-paint")).toHaveCount(0);
  const real = await cards(page, ".canvas");
  expect(drawn.map((card) => card.texts)).toEqual(real.map((card) => card.texts));
  for (const [index, card] of drawn.entries()) {
    card.area.forEach((edge, side) => expect(Math.abs(edge - real[index].area[side]), `${card.texts[0][0]}, ${["x", "y", "width", "height"][side]}`).toBeLessThan(4));
  }
});

test("who comes with a design of their own, or a link to one, does not see the sample first", async ({ page, complaints }) => {
  await page.route("**/*_bg.wasm", () => {});
  await page.goto("./#d1.abc", { waitUntil: "domcontentloaded" });
  await expect(page.locator("#first-paint")).toBeVisible();
  await expect(page.locator("#first-paint .node")).toHaveCount(0);
  complaints.length = 0;
});

test("an engine that does not come is said everywhere", async ({ page, complaints }) => {
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("This browser could not start the engine.");
  await expect(page.getByText("Starting…")).toHaveCount(0);
  complaints.length = 0;
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 820, height: 1180 },
    { width: 390, height: 844 },
  ]) {
    test(`the first paint is accessible, ${colorScheme}, ${viewport.width} wide`, async ({ page, complaints }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.route("**/*_bg.wasm", () => {}); // never answered: the page stays at its first paint
      await page.goto("./", { waitUntil: "domcontentloaded" });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling").toBe(true);
      complaints.length = 0;
    });
  }
}

test("an engine that does not start is said in words", async ({ page, complaints }) => {
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("This browser could not start the engine.");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/*_bg.wasm");
  complaints.length = 0;
  await page.getByRole("button", { name: "Try again" }).click();
  await started(page);
  await expect(page.getByRole("alert")).toBeHidden();
});

test("an engine that stops says that the fault is not the design's, and the design is kept", async ({ page, context, complaints }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await page.getByRole("button", { name: /^Fix: / }).first().click();
  const design = await keptDesign(page);
  // A real trap: the next time that the engine asks for the time, it gets a function that only traps.
  await page.evaluate(async () => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
    const now = Performance.prototype.now;
    Performance.prototype.now = function () {
      Performance.prototype.now = now;
      return (instance.exports.f as () => number)();
    };
  });
  await page.keyboard.press("Control+Enter");
  const fault = page.getByRole("alert").filter({ hasText: "The engine stopped" });
  await expect(fault).toContainText("This is a fault in the playground, not in your design.");
  await expect(fault.getByRole("button", { name: "Reload" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(fault.getByRole("button", { name: "Report copied" })).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^The engine stopped\n.*unreachable/);
  await expectAccessible(page, "#fault");
  complaints.length = 0;
  await fault.getByRole("button", { name: "Reload" }).click();
  await started(page);
  expect(await keptDesign(page)).toEqual(design);
});

test("the page opens without a network after its first visit", async ({ page, context }) => {
  await open(page);
  await controlled(page);
  await context.setOffline(true);
  await page.reload();
  await started(page);
});

test("no engine: /mock/ says so as problem details", async ({ page, complaints }) => {
  await open(page);
  await controlled(page);
  await page.goto(BYSTANDER);
  const answer = await page.evaluate(async (path) => {
    const response = await fetch(new URL(path, location.href.replace("icons/", "")));
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
  }, ANY_PATH);
  expect(answer.status).toBe(503);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.headers["retry-after"]).toBe("5");
  expect(answer.body).toMatchObject({ status: 503, title: "No Roundtrip tab is open" });
  expect(answer.body.detail).toContain(url());
  complaints.length = 0; // the browser logs every 503
});

for (const announced of [true, false]) {
  test(`${announced ? "an announced" : "a pinged"} engine answers /mock/`, async ({ page, complaints }) => {
    await open(page);
    await controlled(page);
    await page.goto(BYSTANDER);
    const seen = await page.evaluate(
      async ({ announced, path }) => {
        navigator.serviceWorker.addEventListener("message", ({ data, ports }) => {
          if (data.type === "ping") return ports[0].postMessage({ type: "pong" });
          const { type, method, target, headers, body } = data;
          const echo = { type, method, target, accept: new Headers(headers).get("accept"), text: new TextDecoder().decode(body) };
          const bytes = new TextEncoder().encode(JSON.stringify(echo)).buffer;
          const status = Number(new Headers(headers).get("x-status") ?? 201);
          ports[0].postMessage({ status, statusText: "Fine", headers: [["x-one", "1"]], body: bytes });
        });
        navigator.serviceWorker.startMessages();
        if (announced) navigator.serviceWorker.controller!.postMessage({ type: "roundtrip-ready" });
        const target = new URL(path, location.href.replace("icons/", ""));
        const ask = async (status: string, method = "POST") => {
          const headers = { accept: "text/plain", "x-status": status };
          const response = await fetch(target, { method, headers, body: method === "POST" ? "hello" : undefined });
          return { status: response.status, text: response.statusText, one: response.headers.get("x-one"), body: await response.text() };
        };
        return { created: await ask("201"), notModified: await ask("304", "GET"), early: await ask("103") };
      },
      { announced, path: ANY_PATH },
    );
    expect(seen.created).toMatchObject({ status: 201, text: "Fine", one: "1" });
    expect(JSON.parse(seen.created.body)).toEqual({
      type: "request",
      method: "POST",
      target: "/v1/rooms?limit=2",
      accept: "text/plain",
      text: "hello",
    });
    expect(seen.notModified).toMatchObject({ status: 304, one: "1", body: "" });
    expect(seen.early.status).toBe(502);
    expect(JSON.parse(seen.early.body).detail).toContain("103");
    complaints.length = 0; // the browser logs the 502
  });
}
