// How many requests a second `roundtrip serve` answers, beside another mock server (json-server) on the same records, machine and
// wrk line: `node tools/throughput.mjs`, after `make command`. Loopback only. Ours runs as it comes, with
// its log; the other without. SECONDS and CONNECTIONS change the line.
// Without wrk it says so and ends well: wrk is a package of Debian and of Homebrew, and nothing here installs it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const seconds = Math.min(15, Number(process.env.SECONDS) || 6);
const connections = Number(process.env.CONNECTIONS) || 32;
const rounds = 3;
const goal = 20;

const root = new URL("..", import.meta.url).pathname;
const command = join(root, "target/release/roundtrip");
const other = join(root, "tools/throughput/node_modules/json-server/lib/cli/bin.js");

if (spawnSync("wrk", ["--version"]).error) {
  console.log("Throughput: wrk is not on PATH, so nothing was measured. Install the package wrk and run this again.");
  process.exit(0);
}
if (!existsSync(command)) {
  console.error(`Throughput: ${command} is missing. Run: make command`);
  process.exit(1);
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// Starts a server and waits until it answers with success.
async function started(name, file, args, url) {
  const child = spawn(file, args, { stdio: "ignore" });
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { name, url, child, bytes: (await answer.text()).length };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${name} did not answer at ${url}`);
}

function measured({ name, url }) {
  const run = spawnSync("wrk", ["-t2", `-c${connections}`, `-d${seconds}s`, "--latency", url], { encoding: "utf8" });
  const text = run.stdout ?? "";
  const perSecond = Number(text.match(/Requests\/sec:\s+([\d.]+)/)?.[1]);
  const p99 = text.match(/99%\s+(\S+)/)?.[1];
  if (!perSecond || /Non-2xx/.test(text)) throw new Error(`${name} did not answer every request with success:\n${text}${run.stderr}`);
  console.log(`  ${name.padEnd(18)} ${perSecond.toFixed(0).padStart(9)} requests/s, p99 ${p99}`);
  return perSecond;
}

const folder = mkdtempSync(join(tmpdir(), "roundtrip-throughput-"));
const servers = [];
try {
  const own = await freePort();
  const target = `http://127.0.0.1:${own}/v1/hotels`;
  servers.push(await started("roundtrip serve", command, ["serve", "hotel-booking", "--port", String(own)], `${target}/ht_12`));
  if (existsSync(other)) {
    const { items } = await (await fetch(`${target}?limit=100`)).json();
    const database = join(folder, "db.json");
    writeFileSync(database, JSON.stringify({ hotels: items }));
    const port = await freePort();
    const args = [other, "--quiet", "--host", "127.0.0.1", "--port", String(port), database];
    servers.push(await started("json-server", process.execPath, args, `http://127.0.0.1:${port}/hotels/ht_12`));
  } else {
    console.log("Throughput: json-server is not installed (cd tools/throughput && npm ci), so only our own figure follows.");
  }
  console.log(`wrk -t2 -c${connections} -d${seconds}s, GET of one record, ${rounds} rounds in turn:`);
  const best = servers.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    servers.forEach((server, index) => (best[index] = Math.max(best[index], measured(server))));
  }
  if (best[1]) {
    const ratio = best[0] / best[1];
    console.log(`Best of ${rounds}: ${ratio.toFixed(1)} times json-server; the goal is ${goal}.${ratio < goal ? " Missed." : ""}`);
  }
} finally {
  servers.forEach(({ child }) => child.kill());
  rmSync(folder, { recursive: true, force: true });
}
