/**
 * Synthesizes every stack without AWS, network or the SST CLI, in a process of its own: `node infra/synth.ts --stage test
 * --out file.json`. It sets NODE_ENV and replaces a part of SST, so nothing else should run in the same process.
 * The facts behind each line: docs/adr/0002.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { App as SstApp } from "sst/constructs";
import { APP, REGION } from "./settings.ts";
import { ACCOUNT } from "./template/local-values.ts";
import type { Assembly, FunctionSource, StackTemplate } from "./template/type.ts";

type SynthMode = "deploy" | "dev" | "remove";

export interface SynthOptions {
  stage: string;
  mode?: SynthMode;
  /** Build the functions with SST's own esbuild, and the site. Without it both are stubs, and only the templates are true. */
  bundle?: boolean;
  /** Called between construction and synthesis: the place for aspects such as cdk-nag. */
  beforeSynth?: (app: SstApp) => void;
}

export interface Synthesis {
  assembly: Assembly;
  /** The cloud assembly's folder: templates, manifests and, with `bundle`, the assets. Lives as long as the process. */
  outDir: string;
  /** Milliseconds since the start. */
  timing: { imported: number; constructed: number; synthesized: number };
}

const root = path.resolve(import.meta.dirname, "..");
/** What the site is when it is not built. */
const SITE_STUB = "infra/stub/site";

/** SST's logger opens a file in here whenever it likes: the folder must outlive the synthesis. */
function scratchFolder(): string {
  const base = path.join(root, "node_modules/.cache/practice-hub-synth");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(path.join(base, "p"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function synth({ stage, mode = "deploy", bundle = false, beforeSynth }: SynthOptions): Promise<Synthesis> {
  const startedMs = performance.now();
  const sinceStart = () => Math.round(performance.now() - startedMs);
  process.chdir(root); // SST takes handlers and the site's folder from the working directory
  process.env.NODE_ENV = "test"; // or SST looks up its bootstrap stack in AWS
  process.env.JSII_DEPRECATED = "quiet";
  if (!bundle) process.env.SITE_STUB ??= SITE_STUB;

  const { setProject } = await import("sst/project.js");
  const { App, Function: AppFunction } = await import("sst/constructs");
  const { useFunctions } = await import("sst/constructs/Function.js");
  const { Stack } = await import("aws-cdk-lib/core");
  const { stacks } = await import("./index.ts");
  const imported = sinceStart();

  const out = scratchFolder();
  const config = { name: APP, region: REGION, stage, ssmPrefix: `/sst/${APP}/${stage}/` };
  const paths = { root, out, artifacts: path.join(out, "artifacts"), config: path.join(root, "sst.config.ts") };
  setProject({ version: "offline", config, stacks, metafile: undefined, paths } as never);
  const outDir = path.join(out, "dist");
  const app = new App({ mode, stage, name: APP, region: REGION, account: ACCOUNT }, { outdir: outDir });
  if (!bundle) {
    const { useRuntimeHandlers } = await import("sst/runtime/handlers.js");
    const stub = path.join(out, "stub");
    mkdirSync(stub);
    writeFileSync(path.join(stub, "index.mjs"), "export const handler = () => undefined;\n");
    const built = { type: "success" as const, handler: "index.handler", out: stub };
    useRuntimeHandlers().build = () => Promise.resolve(built) as never;
  }
  stacks(app);
  await app.finish();
  const constructed = sinceStart();
  beforeSynth?.(app);
  const cloud = app.synth();

  const functions: FunctionSource[] = app.node
    .findAll()
    .filter((construct) => construct instanceof AppFunction)
    .map((fn) => ({
      stack: Stack.of(fn).stackName,
      logicalId: Stack.of(fn).getLogicalId(fn.node.defaultChild as never),
      handler: String(useFunctions().all[fn.node.addr]?.handler),
    }));
  const templates = cloud.stacks.map((one) => [one.stackName, one.template as StackTemplate] as const);
  const assembly = { app: APP, stage, stacks: structuredClone(Object.fromEntries(templates)), functions };
  return { assembly, outDir, timing: { imported, constructed, synthesized: sinceStart() } };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      stage: { type: "string", default: "test" },
      mode: { type: "string", default: "deploy" },
      out: { type: "string" },
    },
  });
  const { assembly, timing } = await synth({ stage: values.stage, mode: values.mode as SynthMode });
  if (values.out) writeFileSync(values.out, JSON.stringify(assembly));
  const count = Object.values(assembly.stacks).reduce((sum, stack) => sum + Object.keys(stack.Resources).length, 0);
  process.stdout.write(`${Object.keys(assembly.stacks).length} stacks, ${count} resources, ${timing.synthesized} ms\n`);
  process.exit(0); // SST leaves timers and streams open
}
