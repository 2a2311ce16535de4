// What the page weighs: `node tools/size.mjs [dist]`. Fails when a first visit is over its budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { filesBelow } from "./files.mjs";
import { firstLoad } from "./html.mjs";

// What a first visit may weigh: the loop, whole, but for its exporters.
const FIRST_LOAD_BUDGET = 400 * 1024;
const SHELL_BUDGET = 40 * 1024;

const dist = process.argv[2] ?? "dist";
const first = firstLoad(readFileSync(join(dist, "index.html"), "utf8"));
const rows = filesBelow(dist).map((name) => {
  const bytes = readFileSync(join(dist, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { name, raw: bytes.length, packed: brotliCompressSync(bytes, { params }).length, first: first.includes(name) };
});

for (const name of first) {
  if (!rows.some((row) => row.name === name)) throw new Error(`index.html names ${name}, which is not in ${dist}`);
}

const number = (n) => n.toLocaleString("en-US").padStart(11);
const width = Math.max(...rows.map(({ name }) => name.length), "Parts, fetched later".length);
const line = (name, raw, packed, note) => console.log(`${name.padEnd(width)} ${raw} ${packed}  ${note}`.trimEnd());
const sum = (chosen, key) => chosen.reduce((total, row) => total + row[key], 0);

line("File", "Bytes".padStart(11), "Brotli 11".padStart(11), "First load");
for (const row of rows) line(row.name, number(row.raw), number(row.packed), row.first ? "yes" : "");

let over = false;
function total(label, chosen, budget) {
  const packed = sum(chosen, "packed");
  over ||= packed > budget;
  line(label, number(sum(chosen, "raw")), number(packed), `of ${budget.toLocaleString("en-US")}${packed > budget ? ", over budget" : ""}`);
}
console.log("");
total("HTML + CSS", rows.filter((row) => row.first && /\.(html|css)$/.test(row.name)), SHELL_BUDGET);
total("First load", rows.filter((row) => row.first), FIRST_LOAD_BUDGET);
const parts = rows.filter((row) => !row.first && /\.(wasm|css)$/.test(row.name));
line("Parts, fetched later", number(sum(parts, "raw")), number(sum(parts, "packed")), "");
process.exitCode = over ? 1 : 0;
