/** The functions as they are deployed, and their peers: bundles on disk, with what a process needs to load them. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { loadAssembly } from "../infra/assembly.ts";
import { buildOptions } from "../infra/bundle.ts";
import { FUNCTION_ROWS } from "../infra/functions.ts";
import { type AppFunction, Model } from "../infra/template.ts";

const root = path.resolve(import.meta.dirname, "..");
/** A secret of the right form. */
const ANY = "ab".repeat(32);

export interface Started {
  name: string;
  /** The bundle's first file. */
  entry: string;
  env: Record<string, string>;
  /** It answers requests. */
  isDoor: boolean;
  /** Of that file and of what it imports at once. */
  startGzBytes: number;
}

interface Wanted {
  name: string;
  file: string;
  env: Record<string, string>;
  isDoor: boolean;
}

/** Every function and every peer, bundled into `folder` with the options of the deployment. */
export async function built(folder: string): Promise<Started[]> {
  const functions = new Model(await loadAssembly({ stage: "test" })).functions();
  const ours = functions.map((fn): Wanted => {
    const row = FUNCTION_ROWS.find(([name]) => name === fn.name)?.[1];
    if (!row) throw new Error(`${fn.name} has no row`);
    return { name: fn.name, file: sourceOf(row.handler), env: envOf(fn), isDoor: "routes" in row.trigger };
  });
  const env = Object.assign({}, ...ours.map((one) => one.env)) as Record<string, string>;
  const peer = (name: string, file: string, isDoor = true): Wanted => ({ name, file, env, isDoor });
  const all = path.join(folder, "everything.ts");
  writeFileSync(all, ours.map(({ file }, index) => `export * as f${index} from ${JSON.stringify(file)};`).join("\n"));
  const wanted = [
    ...ours,
    peer("empty", path.join(root, "bench/peer/empty.ts")),
    peer("usual webhook door", path.join(root, "bench/peer/sdk-door.ts")),
    peer("everything in one", all, false),
  ];
  const started: Started[] = [];
  for (const one of wanted) started.push(await bundled(one, folder, one.file !== all));
  rmSync(all);
  return started;
}

async function bundled({ file, ...one }: Wanted, folder: string, splitting: boolean): Promise<Started> {
  const { metafile } = await build({
    ...buildOptions,
    splitting,
    sourcemap: false,
    entryPoints: [file],
    outdir: path.join(folder, one.name.replaceAll(" ", "-")),
    metafile: true,
    absWorkingDir: root,
    logLevel: "error",
  });
  const isEntry = ([, { entryPoint }]: [string, { entryPoint?: string }]) =>
    entryPoint !== undefined && path.resolve(root, entryPoint) === file;
  const [entry] = Object.entries(metafile.outputs).find(isEntry) ?? [];
  if (entry === undefined) throw new Error(`${one.name} has no bundle`);
  return { ...one, entry: path.resolve(root, entry), startGzBytes: startOf(metafile.outputs, entry) };
}

function startOf(outputs: Metafile["outputs"], entry: string): number {
  const read = new Set<string>();
  const follow = (file: string): void => {
    if (read.has(file)) return;
    read.add(file);
    for (const one of outputs[file]?.imports ?? [])
      if (one.kind === "import-statement" && outputs[one.path]) follow(one.path);
  };
  follow(entry);
  return [...read].reduce((sum, file) => sum + gzipSync(readFileSync(path.resolve(root, file))).length, 0);
}

const sourceOf = (handler: string): string => path.join(root, handler.replace(/\.handler$/, ".ts"));

/** As the template gives it, with any secrets and nobody to call. */
function envOf(fn: AppFunction): Record<string, string> {
  const secrets = fn.secrets.map((name) => [name, name === "LEMVERIFY_API_KEY" ? `lv_test_${ANY}` : ANY]);
  const nobody = ["DYNAMODB", "SQS", "S3", "SSM"].map((name) => [`AWS_ENDPOINT_URL_${name}`, "http://127.0.0.1:9"]);
  return {
    ...fn.env,
    ...Object.fromEntries([...secrets, ...nobody]),
    RESEND_FROM_EMAIL: "Practice Hub <noreply@practicehub.example>",
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
  };
}
