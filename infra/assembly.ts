/**
 * The synthesized templates as cached JSON: a hit costs a few milliseconds, a miss one child process of `synth.ts`.
 * The key is everything that a synthesis reads.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { SYNTH_VARIABLES } from "./settings.ts";
import type { Assembly } from "./template/type.ts";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "..");
const CACHE = path.join(root, "node_modules/.cache/practice-hub-assembly");
/** Templates of this many stages and shells stay; each is about 100 KB. */
const KEPT = 12;
const TIMEOUT_MS = 120_000;

export interface AssemblyOptions {
  stage: string;
  /** Variables of the deployer's shell (`SYNTH_VARIABLES`); those of this process when left out. */
  env?: NodeJS.ProcessEnv;
}

/** The application as it would be deployed to `stage`. Throws with the synthesis's own words when it fails. */
export async function loadAssembly({ stage, env = process.env }: AssemblyOptions): Promise<Assembly> {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) throw new Error(`stage "${stage}" must be a lower-case word`);
  const variables = Object.fromEntries(SYNTH_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const file = path.join(CACHE, `${key(stage, variables)}.json`);
  return read(file) ?? (await synthesize(stage, variables, file));
}

function read(file: string): Assembly | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Assembly;
  } catch {
    return undefined; // absent, or cut short by a crash: made again
  }
}

async function synthesize(
  stage: string,
  variables: Record<string, string | undefined>,
  file: string,
): Promise<Assembly> {
  mkdirSync(CACHE, { recursive: true });
  const scratch = `${file}.${process.pid}`;
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !SYNTH_VARIABLES.includes(name) && name !== "NODE_OPTIONS" && !name.startsWith("VITEST"),
    ),
  );
  const script = path.join(root, "infra/synth.ts");
  try {
    await run(process.execPath, [script, "--stage", stage, "--out", scratch], {
      cwd: root,
      env: { ...kept, ...variables },
      timeout: TIMEOUT_MS,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`the stacks of infra/ cannot be synthesized:\n${said}`, { cause: error });
  }
  renameSync(scratch, file);
  removeOld();
  return JSON.parse(readFileSync(file, "utf8")) as Assembly;
}

/** Hash of infra/ (tests aside), sst.config.ts, the lockfile and the stage. */
function key(stage: string, variables: Record<string, string | undefined>): string {
  const hash = createHash("sha256").update(JSON.stringify([stage, Object.entries(variables), process.version]));
  const sources = readdirSync(path.join(root, "infra"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of [...sources, path.join(root, "sst.config.ts"), path.join(root, "package-lock.json")]) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 32);
}

function removeOld(): void {
  const files = readdirSync(CACHE).map((name) => path.join(CACHE, name));
  const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs })).toSorted((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(KEPT)) rmSync(file, { force: true });
}
