// The simulated browser against this one. `cargo test --test cors_agreement` writes down what pages get from servers with
// different CORS policies according to `user_agent` and `mock`; here the same pages call `roundtrip serve`, and get the same.
// The servers' logs tell what reached them: whether a preflight came, what it asked for, and for whom. Not the `test` of
// roundtrip.ts: there a blocked call, of which there are many here, is a complaint of the console.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, type Frame, type Page } from "@playwright/test";
import config from "./playwright.config";
import { pages, served, type Line } from "./served";

type Ask = { wait: number; method: string; headers: [string, string][]; body: string; mode: string; credentials: string; redirect: string };
type Got = { kind: string; status: number; headers: string[]; content: boolean };
type Case = { case: number; page: string; steps: { ask: Ask; target: string; expect: Got }[]; wire: Line[] };
type Server = { name: string; document: object; cases: Case[] };

const file = fileURLToPath(new URL("../../target/cors/cases.json", import.meta.url));
const { origins, servers }: { origins: Record<string, string>; servers: Server[] } = JSON.parse(readFileSync(file, "utf8"));

// Where Chromium does otherwise, each with the reason. Everything else has to be the same.
const DEVIATIONS: { why: string; is: (played: Case) => boolean }[] = [
  {
    why: "Client hints such as save-data were once safelisted. The standard has dropped them, Chromium has not.",
    is: ({ steps }) => steps.some(({ ask }) => ask.headers.some(([name]) => ["dpr", "save-data"].includes(name))),
  },
  {
    why: "Storage access headers, an extension of Fetch: with cookies to another site, a request says its origin in mode no-cors too.",
    is: ({ page, steps }) => page === "null" && steps.some(({ ask }) => ask.mode === "no-cors" && ask.credentials === "include"),
  },
  {
    why: "Chromium keeps neither permissions nor answers for a page without an origin. A browser may always forget.",
    is: ({ page, steps }) => page === "null" && steps.length > 1,
  },
  {
    why: "Chromium does not read an answer to its end that no page may read, and so does not keep it. A cache may always forget.",
    is: ({ steps }) => steps.slice(0, -1).some(({ ask, expect }) => ask.method === "GET" && ask.headers.length === 0 && expect.kind !== "readable"),
  },
];

// Chromium can be told that `*` among the allowed fields does not stand for authorization, as Fetch says; as delivered, it does.
const { launchOptions } = config.use!;
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions!.args!, "--enable-features=CorsNonWildcardRequestHeadersSupport"] } });

test("CORS: few cases are not compared, and each exception is met", () => {
  const all = servers.flatMap((server) => server.cases);
  const excepted = all.filter((played) => DEVIATIONS.some((deviation) => deviation.is(played)));
  console.log(`${all.length - excepted.length} of ${all.length} cases are compared`);
  expect(excepted.length / all.length).toBeLessThan(0.05);
  for (const { why, is } of DEVIATIONS) expect(all.some(is), why).toBe(true);
});

for (const server of servers) {
  test(`CORS, ${server.name}: ${server.cases.length} cases end as simulated`, async ({ page }) => {
    const site = await pages();
    const pageReal = (text: string) => text.replaceAll(origins.app, site.app).replaceAll(origins.other, site.other);
    const api = await served(pageReal(JSON.stringify(server.document)));
    const real = (text: string) => pageReal(text).replaceAll(origins.api, api.origin);
    try {
      const frames = await framesOf(page, site, api.origin, server.cases.some((played) => played.page === "api"));
      const got: Got[][] = [];
      for (const run of runs(server.cases)) got.push(...(await play(frames[run[0].page], run, api.origin)));
      const lines = await api.lines();
      const differences = server.cases.flatMap((played, index) => {
        if (DEVIATIONS.some((deviation) => deviation.is(played))) return [];
        const expected = real(told(played.steps.map((step) => step.expect), played.wire));
        const found = told(got[index], lines.get(played.case) ?? []);
        const asks = played.steps.map(({ ask, target }) => JSON.stringify({ target, ...ask })).join("\n  ");
        return found === expected ? [] : [`${played.page}:\n  ${asks}\nexpected\n${expected}\nfound\n${found}`];
      });
      expect(differences.join("\n\n"), `${differences.length} of ${server.cases.length} cases`).toBe("");
    } finally {
      await api.stop();
      await site.stop();
    }
  });
}

/** What pages got and what reached the server, a line for each. */
function told(got: Got[], wire: Line[]) {
  const asked = (line: Line) => (line.preflight ? ` for ${line.preflight.method} ${line.preflight.headers.join()}` : "");
  const messages = wire.map((line) => `  > ${line.method}${asked(line)}, origin ${line.origin ?? "unsaid"}: ${line.status}`);
  // Age is left out: RFC 9111 section 5.1 asks for it in a kept answer, and Chromium's cache does without.
  const ends = got.map((end) => `  = ${end.kind} ${end.status}, content ${end.content}: ${end.headers.filter((name) => name !== "age").join()}`);
  return [...messages, ...ends].join("\n");
}

/** A frame at each origin: two sites, a sandboxed page without an origin, and a page of the server itself. */
async function framesOf(page: Page, site: { app: string; other: string }, api: string, withOwn: boolean) {
  await page.route("**/favicon.ico", (route) => route.abort());
  const open = async (url: string) => {
    const tab = await page.context().newPage();
    await tab.goto(url);
    return tab;
  };
  const app = await open(`${site.app}/`);
  const sandboxed = await open(`${site.app}/sandbox`);
  const frames: Record<string, Frame> = { app: app.mainFrame(), other: (await open(`${site.other}/`)).mainFrame(), null: sandboxed.frames()[1] };
  if (withOwn) frames.api = (await open(`${api}/v1/hotels`)).mainFrame();
  for (const [name, origin] of Object.entries({ app: site.app, other: site.other, null: "null", ...(withOwn ? { api } : {}) })) {
    expect(await frames[name].evaluate(() => self.origin)).toBe(origin);
  }
  return frames;
}

/** Neighbours that one page plays, in their order: the server's state depends on it. */
function runs(cases: Case[]) {
  const found: Case[][] = [];
  for (const played of cases) {
    const last = found.at(-1);
    if (last?.[0].page === played.page) last.push(played);
    else found.push([played]);
  }
  return found;
}

/** What the page's script gets, case by case and call by call. */
async function play(frame: Frame, cases: Case[], api: string): Promise<Got[][]> {
  const calls = cases.map(({ steps }) => steps.map(({ ask, target }) => ({ ask, url: `${api}${target}` })));
  return frame.evaluate(async (calls) => {
    const call = async ({ ask, url }: (typeof calls)[number][number]) => {
      if (ask.wait) await new Promise((done) => setTimeout(done, ask.wait * 1000));
      try {
        // Bytes, not text: a text would bring a content-type of its own.
        const body = ask.body ? new TextEncoder().encode(ask.body) : undefined;
        const options = { method: ask.method, headers: ask.headers, body, mode: ask.mode, credentials: ask.credentials, redirect: ask.redirect };
        const response = await fetch(url, options as RequestInit);
        const kind = ["basic", "cors"].includes(response.type) ? "readable" : response.type;
        const content = (await response.arrayBuffer()).byteLength > 0;
        return { kind, status: response.status, headers: [...new Set(response.headers.keys())].sort(), content };
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        return { kind: "blocked", status: 0, headers: [], content: false };
      }
    };
    const got = [];
    for (const steps of calls) {
      const ends = [];
      for (const step of steps) ends.push(await call(step));
      got.push(ends);
    }
    return got;
  }, calls);
}
