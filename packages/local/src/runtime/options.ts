/** What `startRuntime` takes. `npm start` gives the plain ones; the rest lets a test run an assembly of its own. */
import type { Assembly } from "../../../../infra/template.ts";
import type { Sandboxes, SandboxesOptions } from "../sandbox/index.ts";
import type { Demo } from "../seed/demo.ts";
import type { Runtime } from "./runtime.ts";

export interface RuntimeOptions {
  /** 0 takes any free port. */
  port: number;
  /** Another folder is another world. */
  dataDir: string;
  seed: "demo" | "none";
  /** Receives everything the runtime and its functions have to say. */
  log: (line: string) => void;
  /** Rebuild functions when their sources change. */
  watch: boolean;
  sandboxPorts?: Record<string, number>;
  awsPorts?: { dynamodb?: number; sqs?: number; s3?: number; ssm?: number };
  /** Values for variables and secrets that the templates name; they win over the sandboxes' (a real key, another base URL). */
  env?: Record<string, string | undefined>;

  /** Instead of synthesizing infra/. */
  assembly?: Assembly;
  /** Instead of building packages/web: a folder with a built site. */
  site?: string;
  /** Instead of all sandboxes. */
  sandboxes?: (options: SandboxesOptions) => Promise<Sandboxes>;
  /** Instead of the demo firm. */
  seeder?: (runtime: Runtime) => Promise<Demo | null>;
}
