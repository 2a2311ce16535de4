// Validates OpenAPI documents with the official schema (through @seriousme/openapi-schema-validator, which also resolves every
// reference), and compares each YAML file, read as YAML 1.2 and 1.1, with the JSON file of the same name.
//
//   cargo test --test formats && npm ci && node validate.mjs ../../target/exports
//
// Takes folders and files. Prints each fault and a count; ends with status 1 if anything failed or nothing was found.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "yaml";
import { withoutFalseKeywords } from "./false_keywords.mjs";

const files = process.argv
  .slice(2)
  .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]))
  .filter((path) => /\.(json|ya?ml)$/.test(path))
  .sort();

const validator = new Validator();

async function faults(path) {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".json")) return official(JSON.parse(text));
  const documents = ["1.2", "1.1"].map((version) => parse(text, { version, strict: true }));
  const found = await official(documents[0]);
  const twin = path.replace(/\.ya?ml$/, ".json");
  if (files.includes(twin)) {
    const expected = JSON.parse(readFileSync(twin, "utf8"));
    documents.forEach((document, index) => {
      if (!isDeepStrictEqual(document, expected)) found.push(`differs from ${twin}, read as YAML ${["1.2", "1.1"][index]}`);
    });
  }
  return found;
}

async function official(document) {
  const result = await validator.validate(withoutFalseKeywords(document));
  if (result.valid) return [];
  return [].concat(result.errors).map((error) => (typeof error === "string" ? error : `${error.instancePath}: ${error.message}`));
}

let failed = 0;
for (const path of files) {
  const found = await faults(path).catch((error) => [error.message]);
  if (found.length > 0) {
    failed += 1;
    console.log(`${path}\n  ${found.join("\n  ")}`);
  }
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
