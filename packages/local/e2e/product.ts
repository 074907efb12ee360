/** Boots the whole product as `npm start` does, in a process of its own that a test may kill. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const BOOT_MS = 120_000;

/** What `GET /__local` answers; see the local runtime. */
export interface LocalInfo {
  ready: boolean;
  sandbox: { resend: string; companiesHouse: string; xero: string };
  aws: { dynamodb: string; sqs: string; s3: string };
  table: string;
  queues: Record<string, string>;
  schedules: string[];
  webhooks: { resend: string };
  demo: { firm: string; staff: { email: string; password: string }; portal: { email: string; password: string } };
}

export interface Product {
  url: string;
  info: LocalInfo;
  output(): string;
  /** SIGKILL of the whole process; data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
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

/** The product, ready, on a data folder of its own. */
export async function bootProduct({ seed = "demo" }: { seed?: "demo" | "none" } = {}): Promise<Product> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), "practice-hub-e2e-"));
  const url = `http://localhost:${port}`;
  let child: ChildProcess;
  let output = "";
  let info: LocalInfo;

  const start = async () => {
    child = spawn(process.execPath, ["packages/local/src/start.ts"], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        PRACTICE_HUB_DATA: dataDir,
        PRACTICE_HUB_SEED: seed,
        PRACTICE_HUB_WATCH: "off",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    info = await untilReady(
      url,
      () => child.exitCode,
      () => output,
    );
  };
  const ended = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once("exit", () => resolve());
      child.kill(signal);
    });

  await start();
  return {
    url,
    get info() {
      return info;
    },
    output: () => output,
    kill: () => ended("SIGKILL"),
    restart: start,
    close: async () => {
      await ended("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, exitCode: () => number | null, output: () => string): Promise<LocalInfo> {
  const until = Date.now() + BOOT_MS;
  while (Date.now() < until) {
    if (exitCode() !== null) throw new Error(`the product ended while starting:\n${output()}`);
    const info = await fetch(`${url}/__local`).then(
      (answer) => answer.json() as Promise<LocalInfo>,
      () => undefined,
    );
    if (info?.ready) return info;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the product was not ready in ${BOOT_MS} ms:\n${output()}`);
}

/** A browser-like caller: keeps cookies, sends the Origin. */
export class Caller {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  constructor(url: string) {
    this.#url = url;
  }

  async request<T = Record<string, unknown>>(
    method: string,
    pathname: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; data: T; headers: Headers }> {
    const answer = await fetch(this.#url + pathname, {
      method,
      redirect: "manual",
      headers: {
        origin: this.#url,
        ...(this.#cookies.size > 0
          ? { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") }
          : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    let data: unknown = text;
    try {
      data = JSON.parse(text);
    } catch {
      // Not every answer is JSON.
    }
    return { status: answer.status, data: data as T, headers: answer.headers };
  }

  get = <T>(pathname: string) => this.request<T>("GET", pathname);
  post = <T>(pathname: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.request<T>("POST", pathname, body, headers);

  async signIn(email: string, password: string): Promise<void> {
    const { status } = await this.post("/api/auth/sign-in/email", { email, password });
    if (status !== 200) throw new Error(`sign-in answered ${status}`);
  }
}

/** Waits until the product's queues are empty and its workers still. */
export async function idle(product: Product, timeoutMs = 30_000): Promise<void> {
  const answer = await fetch(`${product.url}/__local/idle?timeoutMs=${timeoutMs}`);
  if (answer.status !== 200) throw new Error(`not idle: ${answer.status}`);
}

/** A mail as the Resend sandbox holds it. */
export interface SandboxMail {
  id: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
}
export async function inbox(product: Product): Promise<SandboxMail[]> {
  const state = (await fetch(`${product.info.sandbox.resend}/__state`).then((answer) => answer.json())) as {
    mails: SandboxMail[];
  };
  return state.mails;
}
