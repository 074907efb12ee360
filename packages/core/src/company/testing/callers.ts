import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Told } from "./caller.ts";
import { environment } from "./world.ts";

/** Starts a process for each, lets all go at once, and gives what came of their lookups, by outcome. */
export async function callers(told: readonly Told[]): Promise<Record<string, number>[]> {
  const started = await Promise.all(told.map(start));
  return Promise.all(started.map((caller) => caller.go()));
}

async function start(told: Told): Promise<{ go: () => Promise<Record<string, number>> }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "caller.ts"), JSON.stringify(told)], {
    env: { ...environment, PATH: process.env.PATH },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const next = await lines.next();
    if (next.done) throw new Error(`a caller ended without an answer: ${complaints.slice(-2000)}`);
    return next.value;
  };
  await line();
  return {
    go: async () => {
      child.stdin.write("go\n");
      return JSON.parse(await line()) as Record<string, number>;
    },
  };
}

/** The outcomes of all callers together. */
export function sumUp(outcomes: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [outcome, count] of outcomes.flatMap((one) => Object.entries(one)))
    sums[outcome] = (sums[outcome] ?? 0) + count;
  return sums;
}
