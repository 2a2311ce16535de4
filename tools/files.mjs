import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Every file below a folder, as paths relative to it with forward slashes, sorted. */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}
