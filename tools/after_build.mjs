// Trunk runs this after each build, on the files it is about to move into dist.
//
// - release: the stylesheets become two files, what the first screen needs and what comes with the first part that is fetched,
//   and the page is checked for anything its policy would block;
// - debug: the policy is loosened for Trunk's own inline reload script;
// - both: the parts of the engine that split.mjs set aside join the others, in release as small as wasm-opt makes them;
// - release: the small ones among them are packed into one file;
// - release: scripts lose what only people read;
// - both: the service worker learns the names of the files and a version computed from their content.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";
import { filesBelow, PARTS } from "./files.mjs";
import { firstLoad, tags } from "./html.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
if (!stage) throw new Error("after_build.mjs runs as a hook of Trunk: TRUNK_STAGING_DIR is not set");

// What index.html says of the engine holds for its parts.
const [engineLink] = tags(readFileSync("index.html", "utf8"), "link").filter(({ attributes }) => attributes.rel === "rust");
const WASM_OPT = [
  `-O${engineLink.attributes["data-wasm-opt"]}`,
  ...engineLink.attributes["data-wasm-opt-params"].split(" "),
  ...["bulk-memory", "mutable-globals", "multivalue", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((feature) => `--enable-${feature}`),
];

/** The most bytes of a chunk that is packed with others. */
const SMALL = 16 * 1024;
/** Bytes of the size of a section; LEB128 may be longer than it has to be. */
const LEB = 4;

const read = (name) => readFileSync(join(stage, name));
const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

let html = read("index.html").toString("utf8");
let partStyles;
if (release) [html, partStyles] = withTwoStylesheets(html);
html = withParts(html, partStyles);
html = withoutEnginePreload(html);
html = release ? await withSmallScripts(html) : withLooserPolicy(html);
if (release) refuseInlineCode(html);
writeFileSync(join(stage, "index.html"), html);
tellServiceWorker(html);

/** The script that loads the parts is needed at once, the parts when they are first used. */
function withParts(html, styles) {
  const [engine] = tags(html, "meta").filter(({ attributes }) => attributes.name === "roundtrip-engine");
  const script = engine.attributes["data-js"];
  const names = filesBelow(PARTS);
  for (const name of names.filter((name) => !name.endsWith(".js"))) {
    const [from, to] = [join(PARTS, name), join(stage, name)];
    if (release) execFileSync("wasm-opt", [...WASM_OPT, from, "-o", to], { stdio: "inherit" });
    else copyFileSync(from, to);
  }
  for (const name of names.filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(PARTS, name), "utf8").replace('from "./roundtrip.js"', () => `from "${script}"`);
    writeFileSync(join(stage, name), release ? withPackedChunks(withStyles(text, styles)) : text);
  }
  const [, loader] = /from"?\s*"\.\/(parts-[0-9a-f]+\.js)"/.exec(read(script).toString("utf8")) ?? [];
  if (!loader) throw new Error(`${script} imports no parts: was it made by tools/trunk/wasm-bindgen?`);
  const link = `<link rel="modulepreload" href="./${loader}" integrity="sha384-${digest("sha384", read(loader), "base64")}">`;
  const [preload] = tags(html, "link").filter(({ attributes }) => attributes.rel === "modulepreload");
  if (!preload) throw new Error("index.html preloads no module");
  return html.replace(preload.source, () => `${link}${preload.source}`);
}

/**
 * What several parts share comes in some hundred and fifty chunks, most of them smaller than the request that fetches one. The small
 * ones become one file, and the script takes each from it: a part asks for a dozen files instead of eighty.
 */
function withPackedChunks(loader) {
  const packed = [];
  // A custom section of an empty module (WebAssembly core specification, section 5.5.3), so that hosts treat it as what it is.
  const title = "\u0006chunks";
  const start = 8 + 1 + LEB + title.length;
  let length = start;
  const fetched = /const src = fetch\(new URL\("\.\/(chunk_\d+-[0-9a-f]+\.wasm)", import\.meta\.url\)\);\s*src\.catch\(\(\) => \{\}\);\s*return async \(imports\) => \(WebAssembly\.instantiateStreaming\(src, imports\)\);/g;
  const text = loader.replace(fetched, (source, name) => {
    const bytes = read(name);
    if (bytes.length > SMALL) return source;
    rmSync(join(stage, name));
    packed.push(bytes);
    length += bytes.length;
    return `const src = chunk(${packed.length}); return async (imports) => WebAssembly.instantiate(await src, imports);`;
  });
  if (packed.length === 0) throw new Error("the script that loads the parts fetches no chunk in the way that is known here");
  const size = Array.from({ length: LEB }, (_, place) => (((length - 9 - LEB) >> (7 * place)) & 0x7f) | (place < LEB - 1 ? 0x80 : 0));
  const bytes = Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...size]), Buffer.from(title), ...packed]);
  const name = `chunks-${digest("sha256", bytes, "hex").slice(0, 16)}.wasm`;
  writeFileSync(join(stage, name), bytes);
  return `${text}
let chunks;
const sizes = [${[start, ...packed.map((bytes) => bytes.length)]}];
function chunk(place) {
  if (!chunks) {
    const asked = (chunks = fetch(new URL("./${name}", import.meta.url)).then((response) => {
      if (!response.ok) throw new Error("a part of the page could not be fetched");
      return response.arrayBuffer();
    }));
    asked.catch(() => (chunks = chunks === asked ? undefined : chunks));
  }
  const from = sizes.slice(0, place).reduce((sum, size) => sum + size);
  const bytes = chunks.then((all) => all.slice(from, from + sizes[place]));
  bytes.catch(() => {});
  return bytes;
}
`;
}

/** Trunk's own minifier gives up on modules that wasm-bindgen writes. */
async function withSmallScripts(html) {
  for (const { source, attributes } of tags(html, "link").filter(({ attributes }) => attributes.rel === "modulepreload")) {
    const name = attributes.href.replace(/^\.\//, "");
    const { code } = await minify(read(name).toString("utf8"), { module: true });
    writeFileSync(join(stage, name), code);
    const integrity = `sha384-${digest("sha384", code, "base64")}`;
    html = html.replace(source, () => source.replace(attributes.integrity, () => integrity));
  }
  return html;
}

/** The start script fetches the engine itself, after the first paint: on a slow line the styles come first. */
function withoutEnginePreload(html) {
  return tags(html, "link")
    .filter(({ attributes }) => attributes.rel === "preload" && attributes.as === "fetch")
    .reduce((text, { source }) => text.replace(source, ""), html);
}

/**
 * A part is drawn when its stylesheet is there, never before. One that cannot be fetched fails the part, which is tried again at
 * the next use.
 */
function withStyles(loader, { name, integrity }) {
  const wait = "await callee();";
  if (loader.split(wait).length !== 2) throw new Error(`the script that loads the parts has no line \`${wait}\` to add the stylesheet to`);
  return `${loader.replace(wait, "await Promise.all([callee(), styles()]);")}
let sheet;
function styles() {
  // A worker draws nothing.
  if (typeof document === "undefined") return;
  return sheet ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.integrity = "${integrity}";
    link.href = new URL("./${name}", import.meta.url);
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      sheet = undefined;
      reject(new Error("the stylesheet of the parts could not be fetched"));
    };
    document.head.append(link);
  });
}
`;
}

/**
 * What stands in style/parts is for parts only and comes with the first of them. The files that follow it in index.html are in
 * both, so that the cascade is the one of index.html, whichever is there.
 */
function withTwoStylesheets(html) {
  const links = tags(html, "link").filter(({ attributes }) => attributes.rel === "stylesheet");
  if (links.length === 0) throw new Error("index.html links no stylesheet");
  const names = links.map(({ attributes }) => attributes.href.replace(/^\.\//, ""));
  const later = readdirSync("style/parts").map((file) => file.replace(/\.css$/, ""));
  const isLater = names.map((name) => later.includes(name.replace(/-[0-9a-f]+\.css$/, "")));
  if (isLater.filter(Boolean).length !== later.length) throw new Error("index.html does not link each file of style/parts once, or one has the name of a file of style");
  const tail = isLater.lastIndexOf(true) + 1;
  const first = stylesheet("style", names.filter((_, i) => !isLater[i]));
  const second = stylesheet("style-parts", names.filter((_, i) => isLater[i] || i >= tail));
  names.forEach((old) => rmSync(join(stage, old)));
  const link = `<link rel="stylesheet" href="./${first.name}" integrity="${first.integrity}">`;
  return [links.reduce((text, { source }, i) => text.replace(source, () => (i === 0 ? link : "")), html), second];
}

function stylesheet(title, names) {
  const css = names.map((name) => read(name).toString("utf8").trim()).join("\n");
  const name = `${title}-${digest("sha256", css, "hex").slice(0, 16)}.css`;
  writeFileSync(join(stage, name), css);
  return { name, integrity: `sha384-${digest("sha384", css, "base64")}` };
}

function withLooserPolicy(html) {
  return html.replace(/script-src 'self'/, "script-src 'self' 'unsafe-inline'").replace(/connect-src 'self'/, "connect-src 'self' ws:");
}

function refuseInlineCode(html) {
  const inline = [
    ...tags(html, "script").filter(({ attributes }) => !attributes.src),
    ...tags(html, "style"),
    ...tags(html, "[a-z][a-z0-9]*").filter(({ attributes }) =>
      Object.keys(attributes).some((key) => key === "style" || key.startsWith("on")),
    ),
  ];
  if (inline.length > 0) {
    throw new Error(`the Content-Security-Policy blocks inline code, found: ${inline.map(({ source }) => source).join(" ")}`);
  }
}

function tellServiceWorker(html) {
  const first = firstLoad(html).filter((name) => name !== "index.html");
  const rest = filesBelow(stage).filter(
    (name) => !first.includes(name) && name !== "index.html" && name !== "service-worker.js",
  );
  const all = createHash("sha256");
  for (const name of ["index.html", "service-worker.js", ...first, ...rest]) all.update(name).update(read(name));
  // "./" stands for index.html: some hosts redirect the one to the other.
  const build = JSON.stringify({ version: all.digest("hex").slice(0, 16), shell: ["./", ...first], rest });
  const worker = read("service-worker.js").toString("utf8");
  const marker = /const BUILD = \{.*?\};/s;
  if (!marker.test(worker)) throw new Error("service-worker.js has no line `const BUILD = {...};` to fill in");
  writeFileSync(join(stage, "service-worker.js"), worker.replace(marker, () => `const BUILD = ${build};`));
}
