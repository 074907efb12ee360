/** `npm start`: the whole product in one terminal. Its settings are optional variables: PORT, PRACTICE_HUB_DATA, _SEED and _WATCH. */
import path from "node:path";
import process from "node:process";
import { DataDamaged, PortInUse, SelfTestFailed } from "./aws/index.ts";
import { AlreadyRunning } from "./data-lock.ts";
import { isDiskFull } from "./disk.ts";
import {
  BundleFailed,
  FunctionsDidNotStart,
  PortTaken,
  SeedFailed,
  SiteBuildFailed,
  startRuntime,
  type Runtime,
} from "./runtime/index.ts";
import { ROOT } from "./runtime/place.ts";
import { screen } from "./screen.ts";

// Lambda's clock is UTC; so is every function here, threads included.
process.env.TZ = "UTC";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the terminal may say about how to start; the message is one line. */
class BadSetting extends Error {
  override readonly name = "BadSetting";
}

function settings() {
  const {
    PORT = "3000",
    PRACTICE_HUB_DATA = ".local",
    PRACTICE_HUB_SEED = "demo",
    PRACTICE_HUB_WATCH = "on",
  } = process.env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535)
    throw new BadSetting(`PORT is "${PORT}"; it takes a number from 0 to 65535`);
  if (PRACTICE_HUB_SEED !== "demo" && PRACTICE_HUB_SEED !== "none")
    throw new BadSetting(`PRACTICE_HUB_SEED is "${PRACTICE_HUB_SEED}"; it takes demo or none`);
  if (PRACTICE_HUB_WATCH !== "on" && PRACTICE_HUB_WATCH !== "off")
    throw new BadSetting(`PRACTICE_HUB_WATCH is "${PRACTICE_HUB_WATCH}"; it takes on or off`);
  return {
    port,
    dataDir: path.resolve(ROOT, PRACTICE_HUB_DATA),
    seed: PRACTICE_HUB_SEED,
    watch: PRACTICE_HUB_WATCH === "on",
  } as const;
}

/** These say themselves what is wrong and what to do; anything else is a fault of ours and shows its stack. */
const PLAIN = [
  AlreadyRunning,
  BadSetting,
  BundleFailed,
  DataDamaged,
  FunctionsDidNotStart,
  PortInUse,
  PortTaken,
  SeedFailed,
  SelfTestFailed,
  SiteBuildFailed,
];

function fail(error: unknown): never {
  if (isDiskFull(error)) {
    process.stderr.write(
      "practice-hub: the disk of the data folder is full; free some space, nothing acknowledged is lost\n",
    );
    process.exit(1);
  }
  const plain = PLAIN.some((kind) => error instanceof kind);
  const text = error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`practice-hub: ${text}\n`);
  process.exit(1);
}

/** A terminal sends Ctrl-C to every process of the job, and our parent passes it on: the second one is no impatience yet. */
const ECHO_MS = 500;

function stopOnSignal(up: () => Runtime | undefined): void {
  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    const runtime = up();
    const impatient = stoppingSince !== undefined && performance.now() - stoppingSince > ECHO_MS;
    // While it starts there is nothing to drain, and the stores bear being cut off.
    if (!runtime || impatient) process.exit(130);
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    say("stopping (once more to stop at once)");
    await runtime.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop().catch(fail));
}

try {
  const begun = performance.now();
  const { port, dataDir, seed, watch } = settings();
  let runtime: Runtime | undefined;
  stopOnSignal(() => runtime);
  runtime = await startRuntime({
    port,
    dataDir,
    seed,
    log: say,
    watch,
    env: process.env,
  });
  say(screen(runtime.info, path.relative(process.cwd(), dataDir) || dataDir, performance.now() - begun));
} catch (error) {
  fail(error);
}
