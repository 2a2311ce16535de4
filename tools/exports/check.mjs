// Other people's programs take what Roundtrip exports, and must come to the same answers as its own server:
//
//   cargo test --test formats && node tools/exports/check.mjs            (ROUNDTRIP names the command to serve with)
//
// newman runs the Postman collection, a shell the curl commands, Node the fetch functions, each against `roundtrip serve`; the
// TypeScript compiler reads the types, ajv the JSON Schema, swagger-parser every OpenAPI document; Prism and Mockoon serve theirs.
// takers.mjs has the others: httpYac, HTTPie, Spectral, WireMock, and the schemas of Postman's and HAR's formats.
// Prints a line for each, and ends with status 1 if one failed. Loopback only.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { pathToFileURL } from "node:url";
import { withoutFalseKeywords } from "../validators/false_keywords.mjs";
import { takers } from "./takers.mjs";

const require = createRequire(import.meta.url);
const root = new URL("../..", import.meta.url).pathname;
const bin = join(root, "tools/exports/node_modules/.bin");
const exports = join(root, "target/exports-others");
const command = process.env.ROUNDTRIP ?? join(root, "target/release/roundtrip");
const samples = readdirSync(exports);
const only = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "roundtrip-exports-"));
const running = new Set();
let failed = 0;

const kit = { bin, command, samples, scratch, running, read, must, served, freePort, answers, root };
const checks = { postman, curl, fetch: functions, typescript, schema, openapi, prism, mockoon, ...takers(kit) };

for (const [name, check] of Object.entries(checks)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const start = Date.now();
  let result;
  try {
    result = await check();
  } catch (error) {
    failed += 1;
    result = `FAILED: ${error.stdout ?? ""}${error.stack ?? error}`;
  }
  console.log(`${name.padEnd(11)} ${result} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  for (const child of running) child.kill();
  running.clear();
}
rmSync(scratch, { recursive: true, force: true });
process.exit(failed > 0 ? 1 : 0);

function read(sample, file) {
  return readFileSync(join(exports, sample, file), "utf8");
}

function must(truth, text) {
  if (!truth) throw new Error(text);
}

/** A server of ours, at the moment that the exports were made at. */
async function served(sample) {
  const child = spawn(command, ["serve", sample, "--port", "0", "--quiet", "--frozen", "--at", "2026-03-10T09:41:00Z"]);
  running.add(child);
  let text = "";
  for await (const part of child.stdout) {
    text += part;
    const found = text.match(/listens on (http:\S+)/);
    if (found) return found[1];
  }
  throw new Error(`serve ${sample} does not start`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** Waits until something answers there. */
async function answers(url) {
  for (let left = 150; left > 0; left--) {
    try {
      return await fetch(url, { redirect: "manual" });
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error(`nothing answers at ${url}`);
}

async function postman() {
  const newman = require("newman");
  let requests = 0;
  for (const sample of samples) {
    const origin = await served(sample);
    const summary = await new Promise((done, fail) =>
      newman.run(
        { collection: JSON.parse(read(sample, "postman_collection.json")), envVar: [{ key: "origin", value: origin }], reporters: [], insecure: true, ignoreRedirects: true },
        (error, summary) => (error ? fail(error) : done(summary)),
      ),
    );
    const faults = summary.run.failures.map(({ source, error }) => `${source?.name}: ${error.message}`);
    must(faults.length === 0, `${sample}:\n  ${faults.join("\n  ")}`);
    must(summary.run.stats.assertions.total > 0 && summary.run.stats.assertions.total === summary.run.stats.requests.total, `${sample}: a request without a test`);
    requests += summary.run.stats.requests.total;
  }
  return `newman: ${requests} requests answered as their tests say`;
}

async function curl() {
  let count = 0;
  for (const sample of samples) {
    const origin = await served(sample);
    const script = read(sample, "curl.sh");
    const expected = [...script.matchAll(/^# .*: (\d{3}) /gm)].map((match) => match[1]);
    const output = execFileSync("sh", ["-c", script], { env: { ...process.env, ORIGIN: origin }, encoding: "utf8" });
    const found = [...output.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => match[1]);
    must(expected.length > 0 && expected.join() === found.join(), `${sample}: expected ${expected}, got ${found}`);
    count += found.length;
  }
  return `sh and curl: ${count} commands answered as announced`;
}

async function functions() {
  let count = 0;
  for (const sample of samples) {
    const origin = await served(sample);
    const source = read(sample, "calls.mjs").replace(/^export const origin = .*;$/m, `export const origin = ${JSON.stringify(origin)};`);
    const file = join(scratch, `${sample}.mjs`);
    writeFileSync(file, source.replaceAll('method: "', 'redirect: "manual", method: "'));
    const expected = [...source.matchAll(/: (\d{3}) .*\*\/\nexport function (\w+)/g)];
    const module = await import(pathToFileURL(file));
    for (const [, status, name] of expected) {
      const answer = await module[name]();
      must(answer.status === Number(status), `${sample}, ${name}: expected ${status}, got ${answer.status}`);
      count += 1;
    }
  }
  return `Node: ${count} functions answered as announced`;
}

async function typescript() {
  const files = samples.map((sample) => join(exports, sample, "types.ts"));
  const used = join(scratch, "used.ts");
  const imports = files.map((file, index) => `import type { Operations as O${index} } from ${JSON.stringify(file.replace(/\.ts$/, ""))};\nexport type Ids${index} = keyof O${index};`);
  writeFileSync(used, `${imports.join("\n")}\nexport const known: Ids0 | Ids1 | Ids2 | null = null;\n`);
  execFileSync(join(bin, "tsc"), ["--noEmit", "--strict", "--skipLibCheck", "false", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", used, ...files], { encoding: "utf8", stdio: "pipe" });
  return `tsc: ${files.length} files, strict`;
}

async function schema() {
  const { Ajv2020 } = require("ajv/dist/2020.js");
  const formats = require("ajv-formats");
  let definitions = 0;
  let examples = 0;
  for (const sample of samples) {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
    formats(ajv);
    ajv.addFormat("phone", true);
    const document = JSON.parse(read(sample, "schemas.json"));
    ajv.addSchema(document);
    for (const [name, definition] of Object.entries(document.$defs)) {
      const validate = ajv.getSchema(`${document.$id}#/$defs/${name}`);
      must(validate, `${sample}: ${name} is not found`);
      definitions += 1;
      // A definition's properties keep what they say of themselves.
      for (const [property, inner] of Object.entries(definition.properties ?? {})) {
        for (const example of inner.examples ?? []) {
          const fits = ajv.getSchema(`${document.$id}#/$defs/${name}/properties/${property}`);
          must(fits(example), `${sample}: the example of ${name}.${property} does not fit: ${ajv.errorsText(fits.errors)}`);
          examples += 1;
        }
      }
    }
  }
  return `ajv: ${definitions} definitions, ${examples} examples fit`;
}

async function openapi() {
  const { validate } = (await import("@apidevtools/swagger-parser")).default;
  const folders = ["target/exports", "target/exports-corpora"].map((folder) => join(root, folder)).filter(existsSync);
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  files.push(...samples.flatMap((sample) => ["openapi-3.1.json", "openapi-3.1.yaml"].map((name) => join(exports, sample, name))));
  const faults = [];
  const chosen = files.filter((file) => file.endsWith(".json") || file.includes("3.1"));
  for (const file of chosen) {
    try {
      await validate(file.endsWith(".json") ? withoutFalseKeywords(JSON.parse(readFileSync(file, "utf8"))) : file);
    } catch (error) {
      faults.push(`${file}: ${error.message.slice(0, 300)}`);
    }
  }
  must(faults.length === 0, `${faults.length} of ${chosen.length}:\n  ${faults.slice(0, 10).join("\n  ")}`);
  return `swagger-parser: ${chosen.length} documents valid`;
}

async function prism() {
  let count = 0;
  for (const sample of samples) {
    const port = await freePort();
    const file = join(exports, sample, "openapi.json");
    running.add(spawn(join(bin, "prism"), ["mock", "--port", String(port), "--errors", file], { stdio: "ignore" }));
    count += await lists(JSON.parse(read(sample, "openapi.json")), `http://127.0.0.1:${port}`, "");
  }
  return `Prism: ${count} reads answered 200`;
}

async function mockoon() {
  let count = 0;
  for (const sample of samples) {
    const port = await freePort();
    running.add(spawn(join(bin, "mockoon-cli"), ["start", "--data", join(exports, sample, "mockoon.json"), "--port", String(port), "--disable-log-to-file"], { stdio: "ignore" }));
    const document = JSON.parse(read(sample, "openapi.json"));
    count += await lists(document, `http://127.0.0.1:${port}`, new URL(document.servers[0].url).pathname.replace(/\/$/, ""));
    const closed = Object.entries(document.paths).find(([path, item]) => item.get?.security?.length && !path.includes("{"));
    if (closed && !closed[1].servers) {
      const base = new URL(document.servers[0].url).pathname.replace(/\/$/, "");
      const answer = await fetch(`http://127.0.0.1:${port}${base}${closed[0]}`, { redirect: "manual" });
      const body = await answer.text();
      must([401, 403].includes(answer.status) || /"success":false/.test(body), `${sample}: ${closed[0]} answers ${answer.status} to strangers`);
      count += 1;
    }
  }
  return `Mockoon: ${count} requests answered as they should`;
}

/** Asks for whatever can be read without a slot, with credentials that those programs accept; how many answered 200. */
async function lists(document, origin, base) {
  await answers(origin);
  let count = 0;
  for (const [path, item] of Object.entries(document.paths)) {
    const operation = item.get;
    if (!operation || path.includes("{") || operation.responses["200"] === undefined) continue;
    const parameters = (operation.parameters ?? []).map((parameter) => (parameter.$ref ? document.components.parameters[parameter.$ref.split("/").pop()] : parameter));
    if (parameters.some(({ required }) => required)) continue;
    const headers = { accept: "*/*", authorization: "Bearer guest-token-1", "x-api-key": "key" };
    for (const scheme of Object.values(document.components.securitySchemes ?? {})) if (scheme.type === "apiKey" && scheme.in === "header") headers[scheme.name] = "key";
    const answer = await fetch(`${origin}${item.servers ? "" : base}${path}`, { headers, redirect: "manual" });
    must(answer.status === 200, `GET ${path} answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    count += 1;
  }
  must(count > 0, "nothing could be read");
  return count;
}
