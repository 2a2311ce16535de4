// Servers on loopback for tests that need more origins than the page's: `roundtrip serve`, and pages that call it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A message at the server, as its log tells it. */
export type Line = { method: string; status: number; origin: string | null; preflight: { method: string; headers: string[] } | null };

const command = process.env.ROUNDTRIP ?? fileURLToPath(new URL("../../target/release/roundtrip", import.meta.url));

/** Serves a document with `roundtrip serve` on a free port. */
export async function served(document: string) {
  const folder = await mkdtemp(join(tmpdir(), "roundtrip-"));
  const design = join(folder, "design.json");
  await writeFile(design, document);
  const server = spawn(command, ["serve", design, "--port", "0", "--log", "json"], { stdio: ["ignore", "pipe", "pipe"] });
  const failed = new Promise<never>((_, reject) => {
    server.on("error", (error) => reject(new Error(`${command} does not start: ${error.message}. \`make command\` builds it.`)));
    server.on("exit", (code) => reject(new Error(`roundtrip serve ended with ${code}`)));
  });
  failed.catch(() => {});
  const cases = new Map<number, Line[]>();
  let told: (() => void) | undefined;
  createInterface(server.stdout).on("line", (text) => {
    const { method, target, status, origin = null, preflight = null } = JSON.parse(text);
    const mark = /[?&]case=(\d+)$/.exec(target)?.[1];
    if (target === "/end-of-test") told?.();
    if (mark) cases.set(Number(mark), [...(cases.get(Number(mark)) ?? []), { method, status, origin, preflight }]);
  });
  const greeting = createInterface(server.stderr);
  const [first] = await Promise.race([once(greeting, "line"), failed]);
  const origin = /http:\/\/\S+/.exec(first)![0];
  return {
    origin,
    /** The messages of each case so far, in order. */
    lines: async () => {
      const end = new Promise<void>((done) => (told = done));
      await (await fetch(`${origin}/end-of-test`)).arrayBuffer();
      await Promise.race([end, failed]);
      return cases;
    },
    stop: async () => {
      server.kill();
      await rm(folder, { recursive: true });
    },
  };
}

/** Two origins with an empty page each; `/sandbox` holds a frame without an origin. */
export async function pages() {
  const listen = async () => {
    const server = createServer((request, response) => {
      const frame = request.url === "/sandbox" ? '<iframe sandbox="allow-scripts" src="/"></iframe>' : "";
      response.setHeader("content-type", "text/html").end(`<!doctype html><title>A page</title>${frame}`);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  const [app, other] = [await listen(), await listen()];
  const origin = (server: typeof app) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => [app, other].forEach((server) => (server.closeAllConnections(), server.close()));
  return { app: origin(app), other: origin(other), stop };
}
