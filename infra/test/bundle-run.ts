/**
 * Synthesizes with SST's own esbuild, then loads every function's asset as Lambda would: in a process of its own, with the
 * function's variables. Prints what it saw as JSON, for `bundle.test.ts`.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { synth } from "../synth.ts";
import { root } from "./child.ts";
import { seen, sstRequire } from "./esbuild-spy.ts";
import { asObject, toText } from "../template/resource.ts";
import { Model, type AppFunction } from "../template.ts";

const run = promisify(execFile);

export interface BundleReport {
  /** What SST handed to its esbuild, of the first function. */
  options: Record<string, unknown>;
  /** Asset manifests that the deploy tool's own reader accepts. */
  manifests: string[];
  /** The page that the site's build made. */
  page: string;
  functions: { name: string; handler: string; bytes: number; files: number; loaded: string }[];
}

/** SST's build asks our listener instead of its esbuild. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "esbuild" && context.parentURL?.endsWith("/sst/runtime/handlers/node.js")
      ? { url: new URL("./esbuild-spy.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
const { AssetManifest } = sstRequire("cdk-assets") as { AssetManifest: { fromFile(file: string): unknown } };

const { assembly, outDir } = await synth({ stage: "test", bundle: true });
const model = new Model(assembly);
const manifests = readdirSync(outDir).filter((name) => name.endsWith(".assets.json"));
const assets = new Map<string, string>();
for (const name of manifests) {
  const file = path.join(outDir, name);
  AssetManifest.fromFile(file); // throws on a schema version that a deployment could not read
  const { files } = JSON.parse(readFileSync(file, "utf8")) as { files: Record<string, { source: { path: string } }> };
  for (const [hash, { source }] of Object.entries(files)) assets.set(hash, path.join(outDir, source.path));
}

/** A value of the right form for any secret, and endpoints that nobody listens on: loading a module may not call out. */
const ANY_SECRET = randomBytes(32).toString("hex");
const NOWHERE = "http://127.0.0.1:9";

async function load(fn: AppFunction) {
  const hash = toText(asObject(fn.resource.props.Code).S3Key).replace(/\.zip$/, "");
  const folder = assets.get(hash) ?? path.join(outDir, `asset.${hash}`);
  const handler = toText(fn.resource.props.Handler);
  const dot = handler.lastIndexOf(".");
  const entry = pathToFileURL(path.join(folder, `${handler.slice(0, dot)}.mjs`)).href;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mjs"));
  const program = `const m = await import(process.argv[1]); process.stdout.write(typeof m[process.argv[2]]); process.exit(0);`;
  // LEM Verify's key says by its beginning whether it is for real clients: a function refuses the other kind at its start.
  const key = `lv_${fn.env.STAGE === "prod" ? "live" : "test"}_${ANY_SECRET}`;
  const secrets = Object.fromEntries(fn.secrets.map((name) => [name, name === "LEMVERIFY_API_KEY" ? key : ANY_SECRET]));
  const endpoints = ["DYNAMODB", "SQS", "S3", "SSM"].map((service) => [`AWS_ENDPOINT_URL_${service}`, NOWHERE]);
  const env = {
    ...fn.env,
    ...secrets,
    ...Object.fromEntries(endpoints),
    RESEND_FROM_EMAIL: "Practice Hub <noreply@practicehub.example>",
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
  };
  const loaded = await run(process.execPath, ["--input-type=module", "-e", program, entry, handler.slice(dot + 1)], {
    env,
    timeout: 30_000,
  }).then(
    ({ stdout }) => stdout.split("\n").at(-1) ?? "", // after whatever the module logged
    (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 2000),
  );
  const bytes = files.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  return { name: fn.name, handler, bytes, files: files.length, loaded };
}

const page = readFileSync(path.join(root, "packages/web/dist/index.html"), "utf8");
const functions: BundleReport["functions"] = [];
for (const fn of model.functions()) functions.push(await load(fn));
process.stdout.write(`\n${JSON.stringify({ options: seen, manifests, page, functions } satisfies BundleReport)}\n`);
process.exit(0);
