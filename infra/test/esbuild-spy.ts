/** Stands in front of SST's esbuild and remembers what the first build was asked for; builds all the same. */
import { createRequire } from "node:module";

type Build = (options: Record<string, unknown>) => Promise<unknown>;

/** Resolves packages as SST does: its own copies first. */
export const sstRequire = createRequire(createRequire(import.meta.url).resolve("sst/package.json"));
const esbuild = sstRequire("esbuild") as { context: Build };

export const seen: Record<string, unknown> = {};

export default {
  ...esbuild,
  context: (options: Record<string, unknown>) => {
    if (Object.keys(seen).length === 0) Object.assign(seen, options);
    return esbuild.context(options);
  },
};
