// Lighthouse on the release page: `node tools/lighthouse.mjs`, after `make page`. The phone's figures are the median of three runs;
// what misses its goal ends the run with an error. The page is served as a static host serves it, compressed and in a folder; what is
// served was compressed before, since a host does not do it while a visitor waits. Times are the device's that Lighthouse simulates:
// on a phone a processor four times slower than this machine, so whatever else runs here counts four times.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { createServer } from "node:http";
import { filesBelow } from "./files.mjs";

const root = new URL("..", import.meta.url).pathname;
const dist = join(root, "dist");
const lighthouse = join(root, "tools/lighthouse/node_modules/.bin/lighthouse");
const runs = Number(process.env.ROUNDS) || 3;
const base = "/sub/roundtrip/";

// What a score has to reach, of 100; LCP in ms, CLS, TBT in ms are the most that is allowed.
const goals = {
  mobile: { performance: 95, accessibility: 100, "best-practices": 100, seo: 95, lcp: 2000, cls: 0.02, tbt: 200 },
  desktop: { performance: 97, accessibility: 100, "best-practices": 100, seo: 95 },
};

if (!existsSync(join(dist, "index.html"))) {
  console.error("Lighthouse: dist is missing. Run: make page");
  process.exit(1);
}

const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", wasm: "application/wasm", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json" };
const packed = new Map(filesBelow(dist).map((name) => [join(dist, name), brotliCompressSync(readFileSync(join(dist, name)))]));
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/robots.txt") return response.setHeader("content-type", "text/plain").end("User-agent: *\nAllow: /\n");
  const name = pathname.startsWith(base) ? pathname.slice(base.length) || "index.html" : undefined;
  const file = name && join(dist, name);
  if (!file || !packed.has(file)) return response.writeHead(404).end();
  const isHashed = /-[0-9a-f]{8,16}[._]/.test(name);
  response.setHeader("content-type", types[name.split(".").pop()] ?? "application/octet-stream");
  response.setHeader("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.setHeader("content-encoding", "br").end(packed.get(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const url = `http://localhost:${server.address().port}${base}`;
const folder = mkdtempSync(join(tmpdir(), "roundtrip-lighthouse-"));

function measured(preset, run) {
  const file = join(folder, `${preset}-${run}.json`);
  const args = [url, "--quiet", "--output=json", `--output-path=${file}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu", "--only-categories=performance,accessibility,best-practices,seo"];
  if (preset === "desktop") args.push("--preset=desktop");
  return new Promise((resolve, reject) => {
    const child = spawn(lighthouse, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, CHROME_PATH: process.env.CHROMIUM } });
    let told = "";
    child.stderr.on("data", (data) => (told += data));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(JSON.parse(readFileSync(file, "utf8"))) : reject(new Error(`lighthouse ended with ${code}:\n${told.slice(-2000)}`))));
  });
}

const median = (values) => values.sort((left, right) => left - right)[Math.floor(values.length / 2)];
let missed = 0;
try {
  for (const [preset, wanted] of Object.entries(goals)) {
    const reports = [];
    for (let run = 0; run < (preset === "mobile" ? runs : 1); run++) reports.push(await measured(preset, run));
    const figures = {
      ...Object.fromEntries(Object.keys(reports[0].categories).map((name) => [name, median(reports.map((report) => Math.round(100 * report.categories[name].score)))])),
      lcp: median(reports.map((report) => Math.round(report.audits["largest-contentful-paint"].numericValue))),
      cls: median(reports.map((report) => Number(report.audits["cumulative-layout-shift"].numericValue.toFixed(3)))),
      tbt: median(reports.map((report) => Math.round(report.audits["total-blocking-time"].numericValue))),
    };
    console.log(`Lighthouse ${reports[0].lighthouseVersion}, ${preset}${reports.length > 1 ? `, median of ${reports.length}` : ""}`);
    for (const [name, goal] of Object.entries(wanted)) {
      const isCost = ["lcp", "cls", "tbt"].includes(name);
      const fits = isCost ? figures[name] <= goal : figures[name] >= goal;
      if (!fits) missed++;
      console.log(`  ${fits ? "ok  " : "MISS"} ${name.padEnd(16)} ${String(figures[name]).padStart(7)}   ${isCost ? "at most" : "at least"} ${goal}`);
    }
    const failed = Object.values(reports[0].audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary");
    for (const audit of failed) console.log(`       ${audit.id}: ${audit.title}`);
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);
