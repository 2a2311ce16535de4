// Finds tags in HTML that we wrote ourselves, minified or not. Not a general parser.

/** Every `<name ...>` in the text: its source, where it starts and its attributes. */
export function tags(html, name) {
  const found = [];
  for (const match of html.matchAll(new RegExp(`<${name}(\\s[^>]*)?>`, "gi"))) {
    const attributes = {};
    for (const [, key, double, single, bare] of (match[1] ?? "").matchAll(
      /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g,
    )) {
      attributes[key.toLowerCase()] = double ?? single ?? bare ?? "";
    }
    found.push({ source: match[0], index: match.index, attributes });
  }
  return found;
}

/** The files, relative to the page, that a first visit loads before the app can be used. */
export function firstLoad(html) {
  const files = ["index.html"];
  for (const { attributes } of tags(html, "link")) {
    if (/^(stylesheet|icon|manifest|modulepreload|preload)$/i.test(attributes.rel ?? "")) files.push(attributes.href);
  }
  for (const { attributes } of tags(html, "script")) if (attributes.src) files.push(attributes.src);
  for (const { attributes } of tags(html, "meta")) {
    if (attributes.name === "roundtrip-engine") files.push(attributes["data-js"], attributes["data-wasm"]);
  }
  return [...new Set(files.map((file) => file.replace(/^\.\//, "")))];
}
