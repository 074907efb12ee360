/**
 * Functions as their deployed esbuild bundles. Every build goes into a folder named by its content: two runtimes never
 * write into each other's files, an unchanged rebuild changes nothing, and a running thread keeps the chunks it may
 * still load lazily.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { context, version, type BuildContext, type BuildOptions, type BuildResult } from "esbuild";
import { realNow } from "../real-time.ts";
import { Stamp } from "./stamp.ts";

export interface Bundle {
  /** File URL of `index.mjs`. */
  entry: string;
  /** Absolute paths of the sources that went in. */
  inputs: Set<string>;
}

/** The bundle broke; the message is what esbuild says, with file and line. */
export class BundleFailed extends Error {
  override readonly name = "BundleFailed";
}

export interface Bundler {
  /** The last build when nothing it was made from has changed since: a start then builds nothing. */
  known(): Bundle | undefined;
  build(): Promise<Bundle>;
  close(): Promise<void>;
}

const ENTRY = "index.mjs";
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * `options` are the deployed ones (entry point, format, splitting, …); only the place of the output is ours. Builds
 * live under `home`; `root` is the repository.
 */
export function createBundler(options: BuildOptions, home: string, root: string): Bundler {
  const outdir = path.join(home, "out");
  const settings: BuildOptions = {
    ...options,
    absWorkingDir: root,
    outdir,
    write: false,
    metafile: true,
    logLevel: "silent",
  };
  const stamp = new Stamp(path.join(home, "last.json"), JSON.stringify([settings, version]));
  const bundleIn = (folder: string, inputs: string[]): Bundle => ({
    entry: pathToFileURL(path.join(folder, ENTRY)).href,
    inputs: new Set(inputs),
  });
  let building: Promise<BuildContext> | undefined;
  return {
    known: () => {
      const last = stamp.read();
      if (!last || !existsSync(path.join(home, last.folder, ENTRY))) return undefined;
      touch(path.join(home, last.folder));
      return bundleIn(path.join(home, last.folder), last.inputs);
    },
    build: async () => {
      building ??= context(settings);
      const begun = realNow();
      const result = await rebuild(await building);
      const folder = keep(home, outdir, result);
      const inputs = Object.keys(result.metafile?.inputs ?? {}).map((file) => path.resolve(root, file));
      const sources = [...inputs, path.join(root, "package-lock.json")].filter((file) => existsSync(file));
      stamp.write({ folder: path.basename(folder), inputs: sources }, begun);
      return bundleIn(folder, inputs);
    },
    close: async () => {
      await (await building)?.dispose();
    },
  };
}

async function rebuild(building: BuildContext): Promise<BuildResult> {
  try {
    return await building.rebuild();
  } catch (error) {
    throw new BundleFailed(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Writes the build into the folder of its content, at once or not at all; answers the folder. */
function keep(home: string, outdir: string, result: BuildResult): string {
  const files = (result.outputFiles ?? []).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(path.relative(outdir, file.path)).update("\0").update(file.contents).update("\0");
  const folder = path.join(home, hash.digest("hex").slice(0, 24));
  if (existsSync(folder)) {
    touch(folder);
    return folder;
  }
  const scratch = `${folder}.${process.pid}`;
  for (const file of files) {
    const target = path.join(scratch, path.relative(outdir, file.path));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.contents);
  }
  try {
    renameSync(scratch, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // another runtime was first
    rmSync(scratch, { recursive: true, force: true });
  }
  removeOld(home, folder);
  return folder;
}

/** Marks a build as used today. */
function touch(folder: string): void {
  const now = realNow() / 1000;
  utimesSync(folder, now, now);
}

/** Builds that nobody started from for a day. */
function removeOld(home: string, keepFolder: string): void {
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    if (folder !== keepFolder && name !== "last.json" && realNow() - statSync(folder).mtimeMs > DAY_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}
