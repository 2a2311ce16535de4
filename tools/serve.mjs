// A static file server for dist: `node tools/serve.mjs --dir dist [--base /some/path/] [--port 8731]`.
// Loopback only, no caching, no listing. If the port is taken, any free one.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves a folder below a path; resolves to the page's address and a function that stops it. */
export async function serve({ dir, base = "/", port = 0 }) {
  const root = resolve(dir);
  const server = createServer((request, response) => answer(root, base, request, response));
  await listen(server, port).catch((error) => {
    if (error.code !== "EADDRINUSE" || port === 0) throw error;
    return listen(server, 0);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

function listen(server, port) {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => (server.off("error", fail), done()));
  });
}

function answer(root, base, request, response) {
  const plain = (status, text, headers = {}) =>
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers }).end(`${text}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "This server only reads files.", { allow: "GET, HEAD" });
  }
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return plain(400, "This address cannot be read.");
  }
  if (`${path}/` === base) return plain(301, `Moved to ${base}`, { location: base });
  if (!path.startsWith(base)) return plain(404, `Nothing here. The page is at ${base}`);
  let file = normalize(join(root, path.slice(base.length)));
  if (file !== root && !file.startsWith(root + sep)) return plain(404, "Nothing here.");
  let info = statSync(file, { throwIfNoEntry: false });
  if (info?.isDirectory()) {
    file = join(file, "index.html");
    info = statSync(file, { throwIfNoEntry: false });
  }
  if (!info?.isFile()) return plain(404, "Nothing here.");
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-length": info.size,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).pipe(response);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { dir: { type: "string", default: "dist" }, base: { type: "string", default: "/" }, port: { type: "string", default: "0" } },
  });
  const { url } = await serve({ dir: values.dir, base: values.base, port: Number(values.port) });
  console.log(`Roundtrip is at ${url}\nStop it with Ctrl C.`);
}
