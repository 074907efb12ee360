/** Brings the runtime up: as much as possible at the same time, and taken down again in turn when a part fails. */
import { loadAssembly } from "../../../../infra/assembly.ts";
import { Model } from "../../../../infra/template.ts";
import { DataDamaged } from "../aws/index.ts";
import { createClock, install } from "../clock.ts";
import { AlreadyRunning, lockData, type DataLock } from "../data-lock.ts";
import { startSandboxes } from "../sandbox/index.ts";
import type { Demo } from "../seed/demo.ts";
import { openCloud } from "./cloud.ts";
import { functionEnvironment, overridesOf, synthesisEnvironment } from "./environment.ts";
import { bundleFunctions, closeBundles, startFleet } from "./function/fleet.ts";
import { openFront } from "./gateway/front.ts";
import { createLocalApi } from "./local-api.ts";
import type { RuntimeOptions } from "./options.ts";
import { CACHE, ROOT } from "./place.ts";
import { createRuntime, type Runtime } from "./runtime.ts";
import { buildSite } from "./site/build.ts";
import { sitePolicy } from "./site/policy.ts";
import { createSite } from "./site/serve.ts";
import { ownSecrets, readWorld, writeWorld } from "./state.ts";
import { openGateway, startPollers, startSchedules, threadLimits } from "./traffic.ts";

/** The stage that is synthesized for this machine. */
const STAGE = "local";
/** What functions have to say while all goes well; until the start is over (the demo firm is made) it would only bury the screen. */
const ROUTINE = /^[\w-]+ \| \{.*"level":"info"/;
/** What runs may finish for this long when the runtime stops. */
const DRAIN_MS = 5000;

/**
 * Starts everything and answers when all of it is up. Rejects with one of the errors of `index.ts`, or of the embedded
 * AWS and the data lock, each with a message for the terminal; nothing is left open then.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const undo: Undo[] = [];
  const close = async (): Promise<void> => {
    const until = performance.now() + DRAIN_MS;
    for (const step of undo.splice(0).toReversed()) await step(() => Math.max(0, until - performance.now()));
  };
  try {
    return await bringUp(options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** One step down; `leftMs` is how long it may still let work finish. */
type Undo = (leftMs: () => number) => Promise<unknown> | void;

async function bringUp(options: RuntimeOptions, undo: Undo[], close: () => Promise<void>): Promise<Runtime> {
  const { dataDir } = options;
  const lock = lockFolder(dataDir);
  undo.push(() => lock.release());
  const world = readWorld(dataDir);
  const clock = createClock(world.clockOffsetMs);
  undo.push(install(clock));

  let runtime: Runtime | undefined;
  let ready = false;
  const print = (line: string): void => {
    if (ready || !ROUTINE.test(line)) options.log(line);
  };
  const local = createLocalApi({ runtime: () => (ready ? runtime : undefined) });
  const front = await openFront(options.port, { local }, print);
  undo.push(() => front.close(0));
  lock.announce(front.url);

  // Side by side: the site (seconds when it changed), the synthesis (seconds when infra changed), bundles and stores.
  const site = settled(
    options.site ? Promise.resolve(options.site) : buildSite({ root: ROOT, cacheDir: CACHE, print }),
  );
  const sandboxes = await (options.sandboxes ?? startSandboxes)({
    dataDir,
    ports: options.sandboxPorts ?? {},
    appUrl: front.url,
    log: print,
  });
  undo.push(() => sandboxes.close());
  const env = options.env ?? {};
  const assembly =
    options.assembly ?? (await loadAssembly({ stage: STAGE, env: synthesisEnvironment(sandboxes.env, env) }));
  const bundling = settled(bundleFunctions(new Model(assembly).functions()));
  undo.push(() => bundling.then(closeBundles, () => undefined));
  const secrets = { ...ownSecrets(dataDir), ...sandboxes.secrets, ...present(env) };
  const cloud = await openCloud({
    assembly,
    dataDir,
    appUrl: front.url,
    secrets,
    ports: options.awsPorts ?? {},
    print,
  });
  const { aws, model, keysOf } = cloud;
  undo.push(() => aws.close());

  const limits = threadLimits(model);
  const overrides = { ...sandboxes.env, APP_URL: front.url };
  const fleet = await startFleet({
    functions: model.functions(),
    bundles: await bundling,
    environment: (fn) =>
      functionEnvironment({
        fn,
        keys: keysOf(fn.name),
        endpoints: aws.endpoints,
        overrides: { ...overrides, ...overridesOf(fn, env) },
      }),
    maxThreads: (fn) => limits(fn.name),
    clock,
    print,
    watch: options.watch,
  });
  undo.push((leftMs) => fleet.close(leftMs()));

  const siteModel = model.site();
  if (siteModel) front.behaviours.apiPaths = siteModel.apiPaths;
  front.behaviours.api = openGateway({ model, fleet, headers: siteModel?.apiHeaders ?? [] });
  const pollers = startPollers({ model, fleet, aws, keysOf, print });
  undo.push((leftMs) => within(leftMs(), Promise.all(pollers.map((poller) => poller.close()))));
  const scheduler = startSchedules({ model, fleet });
  undo.push(() => scheduler.close());
  undo.push((leftMs) => front.close(leftMs()));

  const save = (change: Partial<typeof world>): void => writeWorld(dataDir, Object.assign(world, change));
  runtime = createRuntime({
    front,
    model,
    aws,
    fleet,
    pollers,
    scheduler,
    sandboxes,
    admin: cloud.admin,
    world,
    save,
    close,
  });
  // The seed waits for mails and the site for its build: side by side they cost the longer of the two.
  const seeding = settled(
    !world.complete && options.seed === "demo" ? seedWith(options, runtime) : Promise.resolve(null),
  );
  if (siteModel) front.behaviours.site = createSite(await site, sitePolicy(siteModel, aws.endpoints.s3));
  if (!world.complete) save({ demo: await seeding, complete: true });
  ready = true;
  return runtime;
}

/** The demo firm could not be made; the data folder is seeded again by the next start. */
export class SeedFailed extends Error {
  override readonly name = "SeedFailed";
}

async function seedWith(options: RuntimeOptions, runtime: Runtime): Promise<Demo | null> {
  try {
    const seeder = options.seeder ?? (await import("../seed/index.ts")).seed;
    return await seeder(runtime);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SeedFailed(`the demo firm could not be made: ${why}`, { cause: error });
  }
}

/** The lock, or one line on why the folder is no use (no permission, a file in its place, a full disk, damage). */
function lockFolder(dataDir: string): DataLock {
  try {
    return lockData(dataDir);
  } catch (error) {
    if (error instanceof AlreadyRunning) throw error;
    throw new DataDamaged(dataDir, error instanceof Error ? error.message : String(error), error);
  }
}

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
  );

/** A promise that is awaited later must not count as unhandled until then. */
function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
