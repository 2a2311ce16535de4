// Takes exports out of WebAssembly before wasm-bindgen sees it: what nothing exports and nobody calls is dropped later.

/** The module without the exports whose name holds the word, and without what tells wasm-bindgen about them. */
export function withoutExports(bytes, word) {
  const out = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [length, start] = number(bytes, at + 1);
    const content = bytes.subarray(start, start + length);
    at = start + length;
    out.push(section(id, id === 7 ? withoutNames(content, word) : id === 0 ? withoutPrograms(content, word) : content));
  }
  return Buffer.concat(out);
}

/** The export section: entries of a name, a kind and an index. */
function withoutNames(content, word) {
  let [left, at] = number(content, 0);
  const kept = [];
  for (; left > 0; left--) {
    const start = at;
    const [length, name] = number(content, at);
    at = number(content, name + length + 1)[1];
    if (!content.toString("utf8", name, name + length).includes(word)) kept.push(content.subarray(start, at));
  }
  return Buffer.concat([Buffer.from(encoded(kept.length)), ...kept]);
}

/** wasm-bindgen's section: programs, each a header and a body, with their lengths as four bytes before them. */
function withoutPrograms(content, word) {
  const [length, name] = number(content, 0);
  if (content.toString("utf8", name, name + length) !== "__wasm_bindgen_unstable") return content;
  const kept = [content.subarray(0, name + length)];
  for (let at = name + length; at < content.length; ) {
    const body = at + 4 + content.readUInt32LE(at);
    const end = body + 4 + content.readUInt32LE(body);
    if (!content.toString("latin1", body, end).toLowerCase().includes(word)) kept.push(content.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

const section = (id, content) => Buffer.concat([Buffer.from([id, ...encoded(content.length)]), content]);

/** A number in LEB128, and where it ends. */
function number(bytes, at) {
  let [value, scale] = [0, 1];
  for (;;) {
    const byte = bytes[at++];
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) return [value, at];
  }
}

function encoded(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return bytes;
}
