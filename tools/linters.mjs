// How long import and review of the largest description take, beside Redocly CLI and Spectral on the same file and machine, and in the page:
// `node tools/linters.mjs`, after `make command`. Each runs as a person would run it, with its recommended rules; nothing is fetched.
// FILE names another description; ROUNDS how often each runs (the best counts).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { importInPage } from "./page_import.mjs";

const goal = 10;
const rounds = Number(process.env.ROUNDS) || 3;
const root = new URL("..", import.meta.url).pathname;
const command = join(root, "target/release/roundtrip");
const tools = join(root, "tools/linters/node_modules/.bin");
const corpora = join(root, "../shared/corpora/real-specs");

if (!existsSync(command)) {
  console.error(`Linters: ${command} is missing. Run: make command`);
  process.exit(1);
}

// The largest description of the corpora, unpacked.
function largest() {
  if (process.env.FILE) return { name: process.env.FILE, bytes: readFileSync(process.env.FILE) };
  if (!existsSync(corpora)) return undefined;
  const all = readdirSync(corpora).filter((name) => /\.(json|ya?ml)(\.gz)?$/.test(name) && name !== "index.json" && statSync(join(corpora, name)).isFile());
  const read = (name) => (name.endsWith(".gz") ? gunzipSync(readFileSync(join(corpora, name))) : readFileSync(join(corpora, name)));
  return all.map((name) => ({ name, bytes: read(name) })).sort((left, right) => right.bytes.length - left.bytes.length)[0];
}

const chosen = largest();
if (!chosen) {
  console.log("Linters: no descriptions stand beside the checkout, so nothing was measured. FILE=openapi.json names one.");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "roundtrip-linters-"));
const file = join(folder, basename(chosen.name).replace(/\.gz$/, ""));
writeFileSync(file, chosen.bytes);
const ruleset = join(folder, "ruleset.yaml");
writeFileSync(ruleset, "extends: spectral:oas\n");

const runs = [
  { name: "roundtrip review", file: command, args: ["review", file, "--format", "json", "-o", join(folder, "review.json")] },
  { name: "Redocly CLI lint", file: join(tools, "redocly"), args: ["lint", file, "--format", "json", "--max-problems", "100000", "--extends", "recommended"] },
  { name: "Spectral lint", file: join(tools, "spectral"), args: ["lint", file, "--ruleset", ruleset, "--format", "json", "--quiet", "-o", join(folder, "spectral.json")] },
];

// Seconds, and megabytes at the most, as GNU time tells them where it is there.
function measured({ name, file, args }) {
  const timed = !spawnSync("/usr/bin/time", ["--version"]).error;
  const start = process.hrtime.bigint();
  const run = timed ? spawnSync("/usr/bin/time", ["-f", "MAXRSS %M", file, ...args], options) : spawnSync(file, args, options);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  // 0 and 1 are verdicts.
  if (run.error || run.signal || run.status > 1) throw new Error(`${name} ended with ${run.status ?? run.signal ?? run.error}:\n${run.stderr.slice(-2000)}`);
  return { seconds, megabytes: Number(run.stderr.match(/MAXRSS (\d+)/)?.[1]) / 1024 };
}
const options = { encoding: "utf8", maxBuffer: 1 << 30, cwd: folder, env: { ...process.env, REDOCLY_TELEMETRY: "off", NO_UPDATE_NOTIFIER: "1", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" } };

try {
  console.log(`${chosen.name}: ${(chosen.bytes.length / 1e6).toFixed(1)} MB, best of ${rounds}`);
  const best = [];
  for (const run of runs) {
    if (!existsSync(run.file)) {
      console.log(`  ${run.name.padEnd(18)} not installed (cd tools/linters && npm ci)`);
      continue;
    }
    let least = Infinity;
    let megabytes = 0;
    for (let round = 0; round < (run.name.startsWith("Spectral") ? 1 : rounds); round++) {
      const figures = measured(run);
      least = Math.min(least, figures.seconds);
      megabytes = Math.max(megabytes, figures.megabytes || 0);
    }
    best.push({ name: run.name, least });
    const ratio = best[0] && best.length > 1 ? `, ${(least / best[0].least).toFixed(1)} times ours` : "";
    console.log(`  ${run.name.padEnd(18)} ${least.toFixed(3).padStart(8)} s${megabytes ? `, ${megabytes.toFixed(0)} MB at the most` : ""}${ratio}`);
  }
  if (existsSync(join(root, "dist/index.html"))) {
    const { seconds, longest } = await importInPage({ dir: join(root, "dist"), file, rounds });
    console.log(`  ${"in the page".padEnd(18)} ${seconds.toFixed(3).padStart(8)} s until it is drawn and judged, longest task ${Math.round(longest)} ms`);
  } else {
    console.log(`  ${"in the page".padEnd(18)} no page is built (make page)`);
  }
  const redocly = best.find(({ name }) => name.startsWith("Redocly"));
  if (redocly) {
    const ratio = redocly.least / best[0].least;
    console.log(`${ratio.toFixed(1)} times as fast as Redocly CLI; the goal is ${goal}.${ratio < goal ? " Missed." : ""}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
