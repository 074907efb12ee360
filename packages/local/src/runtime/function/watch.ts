/** Rebuilds bundles when a source changes; a broken build is printed and the previous bundle stays. */
import { watch, type FSWatcher } from "node:fs";
import path from "node:path";
import { BundleFailed, type Bundle, type Bundler } from "./bundle.ts";
import type { FunctionPool } from "./pool.ts";

export interface Watched {
  pool: FunctionPool;
  bundler: Bundler;
  bundle: Bundle;
}

export interface WatchOptions {
  root: string;
  functions: Watched[];
  print: (line: string) => void;
}

/** An editor writes a file in several steps. */
const SETTLE_MS = 60;
const SOURCES = ["packages/core/src", "packages/functions/src"];

/** Starts watching; answers the stop. Changes under infra/ only say that a restart is needed. */
export function watchSources({ root, functions, print }: WatchOptions): () => Promise<void> {
  const changed = new Set<string>();
  const broken = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  const watchers: FSWatcher[] = [];
  const follow = (folder: string, heard: (file: string) => void): void => {
    const base = path.join(root, folder);
    const watcher = watch(base, { recursive: true }, (_event, name) => {
      if (name && !name.includes(".test.")) heard(path.join(base, name));
    });
    watcher.on("error", () => undefined); // a folder that went away
    watchers.push(watcher);
  };
  for (const folder of SOURCES)
    follow(folder, (file) => {
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(() => {
        work = work.then(rebuild);
      }, SETTLE_MS);
    });
  let toldAboutInfra = false;
  follow("infra", () => {
    if (!toldAboutInfra) print("infra/ changed: restart to use it");
    toldAboutInfra = true;
  });

  async function rebuild(): Promise<void> {
    const files = [...changed];
    changed.clear();
    const concerned = functions.filter((one) => broken.has(one) || files.some((file) => one.bundle.inputs.has(file)));
    const started = performance.now();
    const renewed = (await Promise.all(concerned.map(renew))).filter((name) => name !== undefined);
    if (renewed.length > 0) print(`rebuilt ${renewed.join(", ")} in ${Math.round(performance.now() - started)} ms`);
  }

  /** Answers the function's name when its bundle is another one now. */
  async function renew(one: Watched): Promise<string | undefined> {
    try {
      const bundle = await one.bundler.build();
      broken.delete(one);
      const same = bundle.entry === one.bundle.entry;
      one.bundle = bundle;
      if (same) return undefined;
      one.pool.load(bundle.entry);
      return one.pool.spec.name;
    } catch (error) {
      if (!(error instanceof BundleFailed)) throw error;
      broken.add(one);
      print(`✗ ${one.pool.spec.name} does not build; the previous build stays\n${error.message}`);
      return undefined;
    }
  }

  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    await work;
  };
}
