import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the parts of the engine wait between the two steps that make and place them. */
export const PARTS = fileURLToPath(new URL("../target/parts", import.meta.url));

/** Every file below a folder, as paths relative to it with forward slashes, sorted. */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}
