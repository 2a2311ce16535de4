// Splits the engine before wasm-bindgen sees it: functions marked `#[wasm_split(part)]`, and all that only they need, become
// parts that the page fetches when they are first used. Takes the arguments of wasm-bindgen, which it runs on what is left.
//
// The parts and the script that loads them wait in target/parts for after_build.mjs, because Trunk takes no files from
// wasm-bindgen but the two that it knows. Their names carry a hash of the whole engine, as Trunk's name for its main file
// does, so that files of two builds never meet.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PARTS } from "./files.mjs";
import { withoutExports } from "./exports.mjs";

const LOADER = "./__wasm_split.js";
const args = process.argv.slice(2);
const input = args.findIndex((arg) => arg.endsWith(".wasm"));
if (input < 0) throw new Error("split.mjs needs a .wasm file to split");
const name = option("--out-name");
const hash = createHash("sha256").update(readFileSync(args[input])).digest("hex").slice(0, 16);
const loader = `parts-${hash}.js`;

const work = mkdtempSync(join(tmpdir(), "roundtrip-split-"));
try {
  // Leptos's server functions bring streams, which this page has none of; what is exported to scripts would never be dropped.
  const lean = join(work, "lean.wasm");
  writeFileSync(lean, withoutExports(readFileSync(args[input]), "intounderlying"));
  execFileSync("wasm-split-cli", [lean, work, "--target", "web", "--out-name", name], { stdio: "inherit" });
  const main = join(work, `${name}.wasm`);
  execFileSync("wasm-bindgen", ["--keep-lld-exports", ...args.with(input, main)], { stdio: "inherit" });

  rmSync(PARTS, { recursive: true, force: true });
  mkdirSync(PARTS, { recursive: true });
  let script = readFileSync(join(work, LOADER), "utf8");
  for (const file of readdirSync(work).filter((file) => file.endsWith(".wasm") && file !== `${name}.wasm` && file !== "lean.wasm")) {
    const part = `${file.replace(/^split_|\.wasm$/g, "")}-${hash}.wasm`;
    script = script.replaceAll(`"./${file}"`, `"./${part}"`);
    writeFileSync(join(PARTS, part), readFileSync(join(work, file)));
  }
  writeFileSync(join(PARTS, loader), script);

  const engine = join(option("--out-dir"), `${name}.js`);
  writeFileSync(engine, readFileSync(engine, "utf8").replaceAll(`from "${LOADER}"`, `from "./${loader}"`));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function option(name) {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (at < 0) throw new Error(`split.mjs needs the option ${name} of wasm-bindgen`);
  return args[at] === name ? args[at + 1] : args[at].slice(name.length + 1);
}
