/**
 * `npm run bench`, or some of it: `npm run bench -- cold data`. Every figure stands beside a floor or a peer of the same run,
 * measured in turns with it: on a machine that does something else too, only ratios say anything. Prints Markdown, keeps what it
 * measured in `bench/result.json`, and fails when a promise about counts, bytes or ratios does not hold.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { startWorld } from "../packages/local/src/testing/world.ts";
import { type Part, toMarkdown } from "./report.ts";

/** Loaded when the world stands: our own modules read its variables as they load. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  cold: async () => (await import("./cold.ts")).cold(),
  ingest: async () => (await import("./ingest.ts")).ingest(),
  data: async () => (await import("./data.ts")).data(),
};
const RESULT = path.resolve(import.meta.dirname, "result.json");
/** Above it the machine is doing something else. */
const QUIET = 1.5;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `practice-hub: there is no bench "${unknown.join(", ")}"; there are ${Object.keys(PARTS).join(", ")}\n`,
  );
  process.exit(2);
}

const before = loadavg()[0] ?? 0;
const world = await startWorld();
Object.assign(process.env, world.variables);
const parts: Part[] = [];
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const part = await measure();
    parts.push(part);
    process.stdout.write(`${toMarkdown(part)}\n`);
  }
} finally {
  await world.close();
}
const machine = {
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  node: process.version,
  load: { before, after: loadavg()[0] ?? 0 },
  noisy: before > QUIET,
};
writeFileSync(RESULT, `${JSON.stringify({ machine, parts }, null, 2)}\n`);
process.stdout.write(
  `Node ${machine.node}, ${machine.cores} × ${machine.processor}, load ${before.toFixed(1)} before and ${machine.load.after.toFixed(1)} after${machine.noisy ? ": the machine was busy" : ""}. Kept in bench/result.json.\n`,
);
process.exit(parts.some(({ broken }) => broken.length > 0) ? 1 : 0);
