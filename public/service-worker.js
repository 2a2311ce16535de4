// The page's service worker. It does two things and decides nothing:
//
// 1. It forwards `<page folder>/mock/...` to an open Roundtrip page, where the mock lives, and returns that page's answer.
// 2. It keeps a copy of the page's own files, so that the page opens without a network.
//
// Messages, page to worker (navigator.serviceWorker.controller or the registration's active worker, postMessage):
//
//   { type: "roundtrip-ready" }    this page has a running engine. Post it again on "controllerchange":
//                                  browsers end idle workers, and a new worker remembers nothing.
//
// Messages, worker to page (navigator.serviceWorker "message"; answer with event.ports[0].postMessage):
//
//   { type: "ping" }               -> { type: "pong" } within 300 ms, if the engine runs
//   { type: "request",
//     method: "POST",
//     target: "/v1/rooms?limit=2", what follows /mock: starts with "/", with the query, percent-encoding kept
//     headers: [["accept", "application/json"], ...],
//     body: ArrayBuffer }          empty if there is none
//                                  -> { status: 201, statusText: "Created", headers: [[name, value], ...],
//                                       body: ArrayBuffer | null } within 10 s
//
// What a browser keeps to itself: `host`, `cookie`, `origin` and `content-length` do not reach a worker, `set-cookie`
// cannot be set by one, a preflight never gets here, and an answer cannot have a status below 200.

// Filled in by tools/after_build.mjs.
const BUILD = { version: "unbuilt", shell: ["./"], rest: [] };

const SCOPE = new URL(self.registration.scope);
const MOCK = `${SCOPE.pathname}mock`;
const CACHE = `roundtrip ${SCOPE.pathname} `;
const PING_TIMEOUT = 300;
const ANSWER_TIMEOUT = 10_000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep(BUILD.shell));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOldCaches(), self.clients.claim()]));
});

self.addEventListener("message", (event) => {
  if (event.data?.type !== "roundtrip-ready" || !event.source) return;
  ready.add(event.source.id);
  event.waitUntil(keep(BUILD.rest).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== SCOPE.origin) return;
  if (url.pathname === MOCK || url.pathname.startsWith(`${MOCK}/`)) {
    event.respondWith(forward(event.request, url, event.clientId));
  } else if (event.request.method === "GET" && url.pathname.startsWith(SCOPE.pathname)) {
    event.respondWith(fetchOrKept(event.request, url));
  }
});

// --- the mock ---------------------------------------------------------------

/** Ids of the pages that have said they can answer. */
const ready = new Set();

async function forward(request, url, clientId) {
  const page = await findPage(clientId);
  if (!page) return nobodyHome();
  const body = await request.arrayBuffer();
  const message = {
    type: "request",
    method: request.method,
    target: (url.pathname.slice(MOCK.length) || "/") + url.search,
    headers: [...request.headers],
    body,
  };
  const answer = await ask(page, message, ANSWER_TIMEOUT, [body]);
  return answer ? toResponse(answer, request.method) : nobodyHome();
}

/** The page that asks if it has an engine itself, else the one looked at last. `matchAll` lists that one first. */
async function findPage(clientId) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const known = pages.filter((page) => ready.has(page.id));
  if (known.length > 0) return known.find((page) => page.id === clientId) ?? known[0];
  const pings = pages.map(async (page) => {
    if (!(await ask(page, { type: "ping" }, PING_TIMEOUT))) throw new Error("no engine");
    ready.add(page.id);
    return page;
  });
  return Promise.any(pings).catch(() => undefined);
}

/** The page's answer, or undefined when it takes too long. */
function ask(page, message, timeout, transfer = []) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const finish = (answer) => {
      clearTimeout(timer);
      port1.close();
      resolve(answer);
    };
    const timer = setTimeout(finish, timeout);
    port1.onmessage = ({ data }) => finish(data);
    page.postMessage(message, [port2, ...transfer]);
  });
}

function toResponse({ status, statusText, headers, body }, method) {
  if (status < 200) {
    return problem(502, "Informational answer", `The mock answered ${status}. A service worker can only return final answers, from 200 up.`);
  }
  try {
    const bodiless = method === "HEAD" || status === 204 || status === 205 || status === 304;
    return new Response(bodiless ? null : body, { status, statusText, headers });
  } catch (error) {
    return problem(502, "Unusable answer", `The mock's answer cannot be returned by a browser: ${error.message}`);
  }
}

function nobodyHome() {
  const detail = `The mock server lives in a Roundtrip tab, and none answered. Open ${SCOPE.href} in this browser and send the request again.`;
  return problem(503, "No Roundtrip tab is open", detail, { "retry-after": "5" });
}

function problem(status, title, detail, headers = {}) {
  return new Response(JSON.stringify({ title, status, detail }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

// --- the page's own files -----------------------------------------------------

const isHashed = (url) => /-[0-9a-f]{8,16}[._]/.test(url.pathname);

const openCache = () => caches.open(CACHE + BUILD.version);

/** Adds the files that are not kept yet. A name with a hash never changes its content, so the browser's own copy will do. */
async function keep(names) {
  const cache = await openCache();
  const urls = names.map((name) => new URL(name, SCOPE));
  const wanted = await Promise.all(urls.map(async (url) => ((await cache.match(url)) ? [] : [url])));
  await cache.addAll(wanted.flat().map((url) => new Request(url, { cache: isHashed(url) ? "default" : "no-cache" })));
}

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE) && name !== CACHE + BUILD.version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Hashed files from the cache, everything else from the network while there is one. */
async function fetchOrKept(request, url) {
  const cache = await openCache();
  const isPage = url.pathname === SCOPE.pathname || url.pathname === `${SCOPE.pathname}index.html`;
  const kept = await cache.match(isPage ? SCOPE.href : request, { ignoreSearch: isPage, ignoreVary: true });
  if (kept && isHashed(url)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
