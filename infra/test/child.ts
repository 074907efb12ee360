/** Synthesis runs in a process of its own, as in the product: it sets NODE_ENV and replaces parts of SST. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const root = path.resolve(import.meta.dirname, "../..");

/** Below the hooks' own bound (vitest.config.ts), so that the script's words are what is read. */
const BOUND_MS = 280_000;

/** Runs a script of ours; answers the JSON of its last line. Fails with what it said. */
export async function runScript<T>(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<T> {
  const { stdout } = await run(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    timeout: BOUND_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as T;
}
