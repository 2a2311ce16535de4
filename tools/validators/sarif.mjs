// Validates reviews in SARIF with the official JSON schema (OASIS SARIF 2.1.0), which the crate serde-sarif carries.
//
//   npm ci && node sarif.mjs review.sarif …
//
// Prints each fault and a count; ends with status 1 if anything failed or nothing was given.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const Ajv = require("ajv").default;
const formats = require("ajv-formats").default;

const here = dirname(fileURLToPath(import.meta.url));
const manifest = join(here, "sarif", "Cargo.toml");
const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--manifest-path", manifest], { maxBuffer: 1 << 28 }));
const crate = metadata.packages.find((known) => known.name === "serde-sarif");
const schema = JSON.parse(readFileSync(join(dirname(crate.manifest_path), "src", "schema.json"), "utf8"));

const files = process.argv.slice(2);
// The schema has a pattern that is none under the flag `u`.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats(ajv);
const validate = ajv.compile(schema);
let failed = 0;
for (const path of files) {
  if (validate(JSON.parse(readFileSync(path, "utf8")))) continue;
  failed += 1;
  for (const error of validate.errors) console.error(`${path}${error.instancePath}: ${error.message}`);
}
console.log(`${files.length - failed} of ${files.length} reviews are valid SARIF 2.1.0`);
process.exitCode = failed || !files.length ? 1 : 0;
