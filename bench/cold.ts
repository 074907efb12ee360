/**
 * Starting: every function as it is deployed, in a process of its own, from nothing to its first answer. Processor time, which
 * a busy machine changes least. Peers: an empty function, the usual webhook door, and everything in one function.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { built, type Started } from "./deployed.ts";
import type { Part } from "./report.ts";
import { median, shuffled, times } from "./stat.ts";

const run = promisify(execFile);
const ROUNDS = 11;
const START_MS = 60_000;

/** What each started process prints of itself. A door is asked for a page that is not there: its whole way, nobody called. */
const PROGRAM = `
const [entry, door] = process.argv.slice(1);
const before = process.cpuUsage();
const { handler } = await import(entry);
if (door === "door") {
  const path = "/api/nowhere";
  const http = { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "bench" };
  await handler({ version: "2.0", rawPath: path, rawQueryString: "", headers: { host: "hub.example" },
    requestContext: { http, requestId: "r", domainName: "hub.example", stage: "$default" }, isBase64Encoded: false }, {});
}
const { user, system } = process.cpuUsage(before);
process.stdout.write("\\n" + JSON.stringify({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 }));
process.exit(0);`;

export async function cold(): Promise<Part> {
  const folder = mkdtempSync(path.join(tmpdir(), "practice-hub-bench-"));
  try {
    const all = await built(folder);
    const cpu = new Map<string, number[]>(all.map(({ name }) => [name, []]));
    const memory = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const one of shuffled(all, round + 1)) {
        const { cpuMs, rssMb } = await start(one);
        cpu.get(one.name)?.push(cpuMs);
        memory.set(one.name, rssMb);
      }
    }
    return part(
      all.map(({ name, startGzBytes }) => ({
        name,
        gzKb: startGzBytes / 1024,
        cpuMs: median(cpu.get(name) ?? []),
        rssMb: memory.get(name) ?? 0,
      })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  name: string;
  gzKb: number;
  cpuMs: number;
  rssMb: number;
}

function part(measured: Measured[]): Part {
  const of = (name: string) => measured.find((one) => one.name === name)?.cpuMs ?? Number.NaN;
  const [floor, usual, everything] = [of("empty"), of("usual webhook door"), of("everything in one")];
  const broken = [
    ...(of("webhook") <= usual * 1.25 ? [] : ["the webhook door starts no later than the usual one"]),
    ...(of("api") * 1.3 <= everything ? [] : ["the API starts 1.3 times as soon as everything in one"]),
  ];
  return {
    name: "Starting",
    about: `Processor time from an empty process to the first answer (doors) or until it is loaded (others): median of ${ROUNDS} starts, in turns.`,
    heads: ["function", "gzipped KB at start", "CPU ms", "of empty", "of everything in one", "MB in use"],
    rows: measured.map(({ name, gzKb, cpuMs, rssMb }) => [
      name,
      gzKb.toFixed(0),
      cpuMs.toFixed(0),
      times(cpuMs / floor),
      times(cpuMs / everything),
      rssMb.toFixed(0),
    ]),
    broken,
    data: measured,
  };
}

async function start({ entry, env, isDoor }: Started): Promise<{ cpuMs: number; rssMb: number }> {
  const { stdout } = await run(
    process.execPath,
    ["--input-type=module", "-e", PROGRAM, entry, isDoor ? "door" : "other"],
    { env, timeout: START_MS, maxBuffer: 1024 * 1024 },
  );
  return JSON.parse(stdout.split("\n").at(-1) ?? "") as { cpuMs: number; rssMb: number };
}
