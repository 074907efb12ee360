/** Bundles a function exactly as it is deployed, and says what the bundle holds. */
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildOptions } from "../../../../infra/bundle.ts";

export interface Bundle {
  /** npm packages with bytes in it, and our own files from `packages/`. */
  holds: string[];
  /** Bytes, gzipped, of what is read at start: the entry and its static imports. */
  startGzBytes: number;
}

const nameOf = (input: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.replace(/^.*packages\//, "");

/** Builds `packages/functions/src/<entry>`; writes it to `outdir` when given. */
export async function bundle(entry: string, outdir?: string): Promise<Bundle> {
  const result = await build({
    ...buildOptions,
    sourcemap: false,
    entryPoints: [path.resolve(import.meta.dirname, "..", entry)],
    outdir: outdir ?? "out",
    absWorkingDir: path.resolve(import.meta.dirname, "../../../.."),
    write: outdir !== undefined,
    metafile: true,
    logLevel: "error",
  });
  const { outputs } = result.metafile;
  const holds = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [nameOf(input)] : [])),
  );
  const bytes = new Map((result.outputFiles ?? []).map((file) => [path.basename(file.path), file.contents]));
  const start = new Set<string>();
  const follow = (file: string): void => {
    if (start.has(file)) return;
    start.add(file);
    for (const one of outputs[file]?.imports ?? [])
      if (one.kind === "import-statement" && outputs[one.path]) follow(one.path);
  };
  for (const [file, output] of Object.entries(outputs)) if (output.entryPoint?.endsWith(entry)) follow(file);
  const startGzBytes = [...start].reduce((sum, file) => sum + gzipSync(bytes.get(path.basename(file)) ?? "").length, 0);
  return { holds: [...new Set(holds)].toSorted(), startGzBytes };
}
