// The simulated browser's cookies against this one's. `cargo test --test cookie_agreement` writes down which cookies go along with
// requests of pages, links and forms according to `user_agent`; here the same is done in Chromium, and the servers tell what came.
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, expect, test, type Page } from "@playwright/test";
import { generate } from "selfsigned";
import config from "./playwright.config";

type Visit = { page: string; way: "fetch" | "link" | "form"; url: string; sets: string[]; leadsTo: string | null };
type Message = { url: string; cookie: string | null };
type Case = { visits: Visit[]; wire: Message[][] };

const file = process.env.COOKIE_CASES ?? fileURLToPath(new URL("../../target/cookies/cases.json", import.meta.url));
const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

// Where Chromium does otherwise, each with the reason. Everything else has to be the same.
const DEVIATIONS: { why: string; is: (visit: Visit, sets: string[]) => boolean }[] = [
  {
    why: "For two minutes a cookie that says no SameSite goes along with a form of another site: RFC 6265bis section 5.6.7.2 allows that.",
    is: ({ page, way }, sets) => page.includes("other") && way === "form" && sets.some((line) => !/samesite=(strict|lax|none)/i.test(line)),
  },
];

// The hosts of the cases are this machine, and its certificate is of its own making.
const { launchOptions } = config.use!;
const own = ["--host-resolver-rules=MAP *.example 127.0.0.1", "--ignore-certificate-errors"];

const PARTS = 4;
for (let part = 0; part < PARTS; part++) {
  test(`cookies go along as simulated, part ${part + 1} of ${PARTS}`, async () => {
    expect(cases.length, `${file} is written by cargo test --test cookie_agreement`).toBeGreaterThan(0);
    const servers = await listen();
    // A profile of its own that permits cookies of other sites: private windows never send them, and some builds of Chromium do not.
    const profile = await mkdtemp(join(tmpdir(), "roundtrip-"));
    await mkdir(join(profile, "Default"));
    await writeFile(join(profile, "Default/Preferences"), JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }));
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, args: [...launchOptions!.args!, ...own] });
    const page = context.pages()[0];
    const tabs = new Map<string, Page>();
    const differences: string[] = [];
    try {
      for (const [index, { visits, wire }] of cases.entries()) {
        if (index % PARTS !== part) continue;
        await page.context().clearCookies();
        const found: Message[][] = [];
        for (const visit of visits) found.push(await visited(await tab(page, tabs, visit.page, servers), visit, servers));
        const sets = visits[0].sets;
        visits.forEach((visit, turn) => {
          const [expected, came] = [told(wire[turn]), told(found[turn])];
          if (expected === came || DEVIATIONS.some(({ is }) => is(visit, sets))) return;
          const what = `${sets.join(" | ")}\n  set by ${visits[0].way} from ${visits[0].page} at ${visits[0].url}`;
          differences.push(`${what}\n  then ${visit.way} from ${visit.page} to ${visit.url}\n  expected ${expected}\n  found    ${came}`);
        });
      }
      expect(differences.join("\n\n"), `${differences.length} visits differ`).toBe("");
    } finally {
      await context.close();
      await rm(profile, { recursive: true });
      servers.stop();
    }
  });
}

type Servers = Awaited<ReturnType<typeof listen>>;

/** A server for each scheme. Each says what came of the visit that is on, and answers as the visit wants. */
async function listen() {
  const { private: key, cert } = await generate([{ name: "commonName", value: "app.example" }]);
  let now: { visit: Visit; came: Message[] } | undefined;
  const answer = (scheme: string) => (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader("cache-control", "no-store").setHeader("content-type", "text/html");
    const url = `${scheme}://${request.headers.host!.split(":")[0]}${request.url}`;
    if (now && !/\/(page|favicon\.ico)$/.test(url)) {
      now.came.push({ url, cookie: request.headers.cookie ?? null });
      if (now.came.length === 1) {
        if (now.visit.sets.length) response.setHeader("set-cookie", now.visit.sets);
        if (now.visit.leadsTo) response.writeHead(302, { location: real(now.visit.leadsTo) });
      }
    }
    response.end("<!doctype html><title>A page</title><link rel=icon href=data:,>");
  };
  const servers = { http: createServer(answer("http")), https: createSecureServer({ key, cert }, answer("https")) };
  const ports: Record<string, number> = {};
  for (const [scheme, server] of Object.entries(servers)) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ports[scheme] = (server.address() as AddressInfo).port;
  }
  /** The same URL with the port that answers for it here. Cookies know no ports. */
  const real = (url: string) => url.replace(/^(https?):\/\/([^/]+)/, (_, scheme, host) => `${scheme}://${host}:${ports[scheme]}`);
  return {
    real,
    begin: (visit: Visit) => (now = { visit, came: [] }).came,
    end: () => (now = undefined),
    stop: () => Object.values(servers).forEach((server) => (server.closeAllConnections(), server.close())),
  };
}

/** The tab that shows a page of this origin. */
async function tab(first: Page, tabs: Map<string, Page>, origin: string, { real }: Servers) {
  const known = tabs.get(origin) ?? (await first.context().newPage());
  tabs.set(origin, known);
  const place = real(`${origin}/page`);
  if (known.url() !== place) await known.goto(place);
  return known;
}

/** What reaches the servers when a page does this. */
async function visited(page: Page, visit: Visit, servers: Servers) {
  const url = servers.real(visit.url);
  const came = servers.begin(visit);
  if (visit.way === "fetch") {
    await page.evaluate((url) => fetch(url, { mode: "no-cors", credentials: "include" }).catch(() => {}), url);
  } else {
    const shown = page.waitForNavigation({ waitUntil: "load" });
    await page.evaluate(
      ([url, way]) => {
        const element = document.createElement(way === "form" ? "form" : "a");
        if (element instanceof HTMLFormElement) Object.assign(element, { action: url, method: "post" });
        else Object.assign(element, { href: url });
        document.body.append(element);
        if (element instanceof HTMLFormElement) element.submit();
        else element.click();
      },
      [url, visit.way],
    );
    await shown;
  }
  servers.end();
  return came;
}

function told(messages: Message[]) {
  return messages.map(({ url, cookie }) => `${url} [${cookie ?? "no cookie"}]`).join(" then ");
}
