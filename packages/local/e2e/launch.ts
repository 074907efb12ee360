/** A whole product as `npm start` boots it, in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const BOOT_MS = 120_000;

/** What `GET /__local` answers; see the local runtime. */
export interface LocalInfo {
  ready: boolean;
  sandbox: { resend: string; companiesHouse: string; lemverify: string; xero: string };
  aws: { dynamodb: string; sqs: string; s3: string };
  table: string;
  queues: Record<string, string>;
  schedules: string[];
  webhooks: { resend: string };
  demo: { firm: string; staff: { email: string; password: string }; portal: { email: string; password: string } };
}

/** A product's process, which may not be ready yet. */
export interface Running {
  url: string;
  pid: number;
  /** Everything it said. */
  logFile: string;
}

/** A product begun on a data folder of its own; {@link untilReady} waits for it. */
export async function launchProduct() {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), "practice-hub-e2e-"));
  const logFile = `${dataDir}.log`;
  const log = openSync(logFile, "a");
  const env = {
    ...process.env,
    PORT: String(port),
    PRACTICE_HUB_DATA: dataDir,
    PRACTICE_HUB_SEED: "demo",
    PRACTICE_HUB_WATCH: "off",
  };
  const begin = () =>
    spawn(process.execPath, ["packages/local/src/start.ts"], { cwd: root, env, stdio: ["ignore", log, log] });
  let child = begin();
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    running: (): Running => ({ url: `http://localhost:${port}`, pid: child.pid ?? 0, logFile }),
    kill: () => end("SIGKILL"),
    again: () => void (child = begin()),
    /** The errors it logged: work that failed though nobody asked for it. */
    errors: (): string[] =>
      readFileSync(logFile, "utf8")
        .split("\n")
        .filter((line) => line.includes('"level":"error"')),
    close: async () => {
      await end("SIGTERM");
      closeSync(log);
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(logFile, { force: true });
    },
  };
}

/** Waits for it; throws with what it said when it ended instead. */
export async function untilReady({ url, pid, logFile }: Running): Promise<LocalInfo> {
  const until = Date.now() + BOOT_MS;
  while (Date.now() < until) {
    if (!alive(pid)) throw new Error(`the product ended while starting:\n${readFileSync(logFile, "utf8")}`);
    const info = await fetch(`${url}/__local`).then(
      (answer) => answer.json() as Promise<LocalInfo>,
      () => undefined,
    );
    if (info?.ready) return info;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the product was not ready in ${BOOT_MS} ms:\n${readFileSync(logFile, "utf8")}`);
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
