// More programs that take what Roundtrip exports; check.mjs runs them and hands in what they share.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** The checks by name. `kit` has: bin, command, samples, scratch, running, read, must, served, freePort, answers, root. */
export function takers(kit) {
  const { bin, command, samples, scratch, running, read, must, served, freePort, answers, root } = kit;
  return { collection, http, httpie, har, spectral, badge, wiremock };

  /** The Postman collections, against the published schema of the format. */
  async function collection() {
    const { PostmanValidator } = require("@har-sdk/validator");
    const validator = new PostmanValidator();
    const { info } = JSON.parse(read(samples[0], "postman_collection.json"));
    must((await validator.verify({ info })).length > 0, "the validator takes a collection without items");
    for (const sample of samples) {
      const faults = await validator.verify(JSON.parse(read(sample, "postman_collection.json")));
      must(faults.length === 0, `${sample}: ${JSON.stringify(faults.slice(0, 5))}`);
    }
    return `collection schema 2.1.0: ${samples.length} collections valid`;
  }

  /** The .http files, run by httpYac. */
  async function http() {
    let count = 0;
    for (const sample of samples) {
      const origin = await served(sample);
      const text = read(sample, "calls.http");
      const expected = [...text.matchAll(/^# \? (\d{3})$/gm)].map(([, status]) => Number(status));
      writeFileSync(join(scratch, `${sample}.http`), text.replace(/^@origin = .*$/m, `@origin = ${origin}`));
      const output = execFileSync(join(bin, "httpyac"), ["send", `${sample}.http`, "--all", "--json"], { cwd: scratch, encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
      const found = JSON.parse(output).requests.map(({ response }) => response?.statusCode);
      must(expected.length > 0 && expected.join() === found.join(), `${sample}: expected ${expected}, got ${found}`);
      count += found.length;
    }
    return `httpYac: ${count} requests answered as announced`;
  }

  /** The HTTPie commands, as printed. */
  async function httpie() {
    const folder = join(root, ".tools/httpie/bin");
    if (!existsSync(join(folder, "http"))) return "skipped: tools/setup.sh exports installs HTTPie where Python 3 is there";
    let count = 0;
    for (const sample of samples) {
      const origin = await served(sample);
      // The status of each answer is asked for; nothing else is changed.
      const script = read(sample, "httpie.sh").replaceAll("http --ignore-stdin", "http --ignore-stdin --print=h");
      const expected = [...script.matchAll(/^# .*: (\d{3}) /gm)].map(([, status]) => status);
      const env = { ...process.env, ORIGIN: origin, PATH: `${folder}:${process.env.PATH}`, HTTPIE_CONFIG_DIR: scratch };
      const output = execFileSync("sh", ["-c", script], { env, encoding: "utf8", stdio: "pipe" });
      const found = [...output.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);
      must(expected.length > 0 && expected.join() === found.join(), `${sample}: expected ${expected}, got ${found}`);
      count += found.length;
    }
    return `HTTPie: ${count} commands answered as announced`;
  }

  /** The archive of traffic, by two validators. */
  async function har() {
    const { HarValidator } = require("@har-sdk/validator");
    const other = require("har-validator");
    const file = join(scratch, "traffic.har");
    const server = spawn(command, ["serve", "hotel-booking", "--port", "0", "--quiet", "--frozen", "--har", file]);
    running.add(server);
    let text = "";
    for await (const part of server.stdout) {
      text += part;
      if (/listens on http:\S+/.test(text)) break;
    }
    const [, origin] = text.match(/listens on (http:\S+)/);
    await fetch(`${origin}/v1/rooms?limit=2&sort=price`);
    await fetch(`${origin}/v1/guests`, { method: "POST", headers: { "content-type": "application/json", authorization: "Bearer guest-token-1" }, body: '{"name":"Zoë Holm","email":"zoe@example.com"}' });
    await fetch(`${origin}/v1/nothing/here`);
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGINT");
    await ended;
    const archive = JSON.parse(readFileSync(file, "utf8"));
    must(archive.log.entries.length === 3, `${archive.log.entries.length} entries instead of 3`);
    const faults = await new HarValidator().verify(archive);
    must(faults.length === 0, JSON.stringify(faults.slice(0, 5)));
    await other.har(archive);
    return "two schemas of HAR 1.2: an archive of 3 exchanges valid";
  }

  /** The ruleset of the profile: no fault in itself, and it finds what is planted. */
  async function spectral() {
    const ruleset = join(scratch, "spectral.yaml");
    const lint = (file) => {
      const run = spawnSync(join(bin, "spectral"), ["lint", file, "--ruleset", ruleset, "--format", "json", "--quiet"], { encoding: "utf8", maxBuffer: 1 << 28 });
      // 1 says that something was found; a ruleset that does not run gives 2.
      must([0, 1].includes(run.status), `spectral ended with ${run.status}: ${run.stderr.slice(0, 2000)}${run.stdout.slice(0, 500)}`);
      return new Set(JSON.parse(run.stdout || "[]").map(({ code }) => code));
    };
    writeFileSync(ruleset, execFileSync(command, ["export", "hotel-booking", "--format", "spectral"], { encoding: "utf8" }));
    const document = JSON.parse(read("hotel-booking", "openapi.json"));
    const file = join(scratch, "planted.json");
    writeFileSync(file, JSON.stringify(document));
    const before = lint(file);
    const [path, item] = Object.entries(document.paths).find(([, item]) => item.get);
    const planted = ["trailing-slash", "uppercase-in-path", "crud-word-in-path", "file-extension"];
    document.paths[`${path}/`] = item;
    document.paths["/getRooms.json"] = item;
    writeFileSync(file, JSON.stringify(document));
    const after = lint(file);
    for (const code of planted) must(!before.has(code) && after.has(code), `${code}: ${before.has(code) ? "found where it is not" : "planted and not found"}`);
    return `Spectral: the ruleset runs, ${planted.length} planted faults found, ${before.size} kinds in the sample as it is`;
  }

  /** The badge, by an XML parser. */
  async function badge() {
    const { XMLParser, XMLValidator } = require("fast-xml-parser");
    for (const sample of samples) {
      const svg = execFileSync(command, ["export", sample, "--format", "badge"], { encoding: "utf8" });
      must(XMLValidator.validate(svg) === true, `${sample}: ${JSON.stringify(XMLValidator.validate(svg))}`);
      const read = new XMLParser({ ignoreAttributes: false }).parse(svg);
      must(read.svg?.["@_xmlns"] === "http://www.w3.org/2000/svg" && read.svg.title === read.svg["@_aria-label"], `${sample}: no picture with a title`);
    }
    return `fast-xml-parser: ${samples.length} badges well-formed`;
  }

  /** The mappings, served by WireMock itself. */
  async function wiremock() {
    if (spawnSync("java", ["-version"]).error) return "skipped: WireMock needs Java, and none is on PATH";
    const jar = join(root, "tools/exports/node_modules/wiremock/build/wiremock-standalone-3.13.2.jar");
    const port = await freePort();
    running.add(spawn("java", ["-jar", jar, "--port", String(port), "--bind-address", "127.0.0.1", "--disable-banner"], { cwd: scratch, stdio: "ignore" }));
    const origin = `http://127.0.0.1:${port}`;
    await answers(`${origin}/__admin/mappings`);
    let count = 0;
    for (const sample of samples) {
      await fetch(`${origin}/__admin/mappings`, { method: "DELETE" });
      const { mappings } = JSON.parse(read(sample, "wiremock.json"));
      const taken = await fetch(`${origin}/__admin/mappings/import`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ mappings }) });
      must(taken.ok, `${sample}: WireMock answers ${taken.status}: ${(await taken.text()).slice(0, 500)}`);
      const kept = await (await fetch(`${origin}/__admin/mappings`)).json();
      must(kept.meta.total === mappings.length, `${sample}: WireMock keeps ${kept.meta.total} of ${mappings.length} mappings`);
      for (const { name, request, response } of mappings) {
        const path = request.urlPath ?? request.urlPathTemplate?.replaceAll(/\{[^}]+\}/g, "x1");
        const matches = Object.entries(request.headers ?? {});
        if (!path || request.queryParameters || request.bodyPatterns || matches.some(([, match]) => !match.absent)) continue;
        // Whoever is no stranger has credentials.
        const headers = matches.length > 0 ? {} : { authorization: "Bearer token", "x-api-key": "key" };
        const answer = await fetch(`${origin}${path}`, { method: request.method, headers, redirect: "manual" });
        must(answer.status === response.status, `${sample}, ${name}: expected ${response.status}, got ${answer.status}`);
        count += 1;
      }
    }
    must(count > 0, "nothing could be asked for");
    return `WireMock: every mapping kept, ${count} requests answered as mapped`;
  }
}
