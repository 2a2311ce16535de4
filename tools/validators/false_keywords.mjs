// Readers of OpenAPI that take "$ref" and "$id" for keywords wherever they stand need documents without false ones. In an example
// they are data, and under "properties" they are names (JSON Schema 2020-12, core, 9.4.2).
const literals = new Set(["example", "default", "const", "enum", "value"]);
const maps = new Set(["properties", "responses", "schemas", "headers", "examples", "variables"]);

/** The document with other names for members that only look like "$ref" or "$id". */
export function withoutFalseKeywords(value, place = "object") {
  // The only list among the maps is a schema's "examples", whose items are data.
  if (Array.isArray(value)) return value.map((item) => withoutFalseKeywords(item, place === "map" ? "literal" : place));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = place !== "object" && key.startsWith("$") ? `_${key}` : key;
      return [name, withoutFalseKeywords(inner, placeWithin(place, key))];
    }),
  );
}

function placeWithin(place, key) {
  if (place === "literal") return "literal";
  if (place === "map") return "object";
  if (literals.has(key) || key.startsWith("x-")) return "literal";
  return maps.has(key) ? "map" : "object";
}
