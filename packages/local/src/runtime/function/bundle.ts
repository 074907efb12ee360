/**
 * Functions as their deployed esbuild bundles. Every build goes into a folder named by its content: two runtimes never
 * write into each other's files, an unchanged rebuild changes nothing, and a running thread keeps the chunks it may
 * still load lazily.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { context, type BuildContext, type BuildOptions, type BuildResult } from "esbuild";

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
  build(): Promise<Bundle>;
  close(): Promise<void>;
}

const ENTRY = "index.mjs";
const DAY_MS = 24 * 60 * 60 * 1000;

/** `options` are the deployed ones (entry point, format, splitting, …); only the place of the output is ours. */
export async function createBundler(options: BuildOptions, home: string, root: string): Promise<Bundler> {
  const building = await context({
    ...options,
    absWorkingDir: root,
    outdir: path.join(home, "out"),
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  return {
    build: async () => {
      const result = await rebuild(building);
      const folder = keep(home, path.join(home, "out"), result);
      const inputs = Object.keys(result.metafile?.inputs ?? {}).map((file) => path.resolve(root, file));
      return { entry: pathToFileURL(path.join(folder, ENTRY)).href, inputs: new Set(inputs) };
    },
    close: () => building.dispose(),
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
    const now = Date.now() / 1000;
    utimesSync(folder, now, now);
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

/** Builds that nobody started from for a day. */
function removeOld(home: string, keepFolder: string): void {
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    if (folder !== keepFolder && Date.now() - statSync(folder).mtimeMs > DAY_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}
