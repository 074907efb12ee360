/** All functions of the assembly: bundled, each with its pool of threads. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { buildOptions } from "../../../../../infra/bundle.ts";
import type { AppFunction } from "../../../../../infra/template.ts";
import { CACHE, ROOT } from "../place.ts";
import { createBundler, type Bundle, type Bundler } from "./bundle.ts";
import { InitFailed } from "./host.ts";
import { FunctionPool } from "./pool.ts";
import { watchSources, type Watched } from "./watch.ts";

export interface Bundled {
  bundler: Bundler;
  bundle: Bundle;
}

/** Bundles every function at once; rejects with BundleFailed. */
export async function bundleFunctions(functions: AppFunction[]): Promise<Map<string, Bundled>> {
  const bundled = await Promise.all(
    functions.map(async (fn): Promise<[string, Bundled]> => {
      const options = { ...buildOptions, entryPoints: { index: sourceOf(fn.file) } };
      const bundler = createBundler(options, path.join(CACHE, "functions", fn.name), ROOT);
      return [fn.name, { bundler, bundle: bundler.known() ?? (await bundler.build()) }];
    }),
  );
  return new Map(bundled);
}

function sourceOf(file: string): string {
  const found = [".ts", ".tsx"]
    .map((extension) => path.join(ROOT, file + extension))
    .find((candidate) => existsSync(candidate));
  if (!found) throw new Error(`infra names the handler ${file}.ts, which does not exist`);
  return found;
}

/** Lets go of the builders; what they built stays. */
export async function closeBundles(bundles: Map<string, Bundled>): Promise<void> {
  await Promise.all([...bundles.values()].map(({ bundler }) => bundler.close()));
}

/** A function could not load its bundle, for example because a variable is missing. */
export class FunctionsDidNotStart extends Error {
  override readonly name = "FunctionsDidNotStart";
}

export interface FleetOptions {
  functions: AppFunction[];
  bundles: Map<string, Bundled>;
  environment: (fn: AppFunction) => Record<string, string>;
  maxThreads: (fn: AppFunction) => number;
  clock: SharedArrayBuffer;
  print: (line: string) => void;
  watch: boolean;
}

export interface Fleet {
  /** By the function's short name. */
  pool(name: string): FunctionPool;
  /** Invocations under way. */
  busy(): number;
  close(graceMs: number): Promise<void>;
}

/** Starts one thread of each function, so that what fails at init fails now. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { functions, bundles, environment, maxThreads, clock, print } = options;
  const watched: Watched[] = functions.map((fn) => {
    const bundled = bundles.get(fn.name);
    if (!bundled) throw new Error(`${fn.name} was not bundled`);
    const { timeoutS, memoryMb, exportName, name } = fn;
    const spec = { name, exportName, env: environment(fn), timeoutS, memoryMb, maxThreads: maxThreads(fn) };
    return { ...bundled, pool: new FunctionPool({ spec, entry: bundled.bundle.entry, clock, print }) };
  });
  const pools = watched.map((one) => one.pool);
  const unwatch = options.watch ? watchSources({ root: ROOT, functions: watched, print }) : undefined;
  const close = async (graceMs: number): Promise<void> => {
    await unwatch?.();
    await Promise.all(pools.map((pool) => pool.close(graceMs)));
  };
  const failures = await warmAll(pools);
  if (failures.length > 0) {
    await close(0);
    throw new FunctionsDidNotStart(failures.join("\n"));
  }
  return {
    pool: (name) => {
      const found = pools.find((pool) => pool.spec.name === name);
      if (!found) throw new Error(`no function ${name}`);
      return found;
    },
    busy: () => pools.reduce((sum, pool) => sum + pool.busy, 0),
    close,
  };
}

/**
 * As many at a time as there are cores: all at once, each would take as long as all of them, and the time that a start may take
 * would run out on a busy machine. Answers why some do not start.
 */
async function warmAll(pools: readonly FunctionPool[]): Promise<string[]> {
  const waiting = [...pools];
  const failures: string[] = [];
  const lane = async (): Promise<void> => {
    for (let pool = waiting.shift(); pool; pool = waiting.shift()) failures.push(...(await warm(pool)));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return failures;
}

/** Answers why the function does not start. */
async function warm(pool: FunctionPool): Promise<string[]> {
  try {
    await pool.warm();
    return [];
  } catch (error) {
    if (!(error instanceof InitFailed)) throw error;
    return [`function ${pool.spec.name} does not start: ${error.message}`];
  }
}
