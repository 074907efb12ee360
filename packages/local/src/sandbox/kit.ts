/**
 * What every sandbox is built on: a Hono app on its own port, state that survives a kill of the process that hosts it (a
 * real provider would not die with us), scripted incidents, and a request log for tests.
 *
 * Each sandbox speaks its provider's documented protocol and adds three routes of its own: `POST /__scenario` (script an
 * incident), `GET /__state` (what it holds, for tests) and `GET /` (a small page to click in).
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type HttpBindings, serve, type ServerType } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type Context, type MiddlewareHandler } from "hono";
import * as z from "zod";

/** Scripted incidents, each for the next `times` protocol requests (default: until cleared). */
export const Scenario = z.object({
  /** Answer with this status instead, with `retryAfterS` and `body` when given. */
  status: z.number().int().min(400).max(599).optional(),
  retryAfterS: z.number().optional(),
  body: z.string().optional(),
  /** Wait before answering. */
  latencyMs: z.number().int().min(0).max(120_000).optional(),
  /** Never answer. */
  hang: z.boolean().optional(),
  /** Answer 200 with something that is not what the provider documents. */
  garbage: z.boolean().optional(),
  /** Close the connection in the middle of the answer. */
  reset: z.boolean().optional(),
  /** Answer 200 with a body of this many bytes of JSON-like text. */
  hugeBytes: z
    .number()
    .int()
    .min(1)
    .max(200 * 1024 * 1024)
    .optional(),
  /** Answer 302 to this address. */
  redirectTo: z.url().optional(),
  /** Only for requests whose path contains this. */
  path: z.string().optional(),
  times: z.number().int().min(1).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

export interface SandboxOptions {
  name: string;
  /** 0 for any free port. */
  port: number;
  /** Where the journal lives; null keeps it in memory. */
  dataDir: string | null;
}

export interface Sandbox {
  url: string;
  close(): Promise<void>;
}

/** One protocol request that arrived, for tests that count calls. */
export interface SeenRequest {
  at: number;
  method: string;
  path: string;
  status: number;
}

/** Appends facts to a file, in the order they happened; replays them at start. Written synchronously: acknowledged means kept. */
export class Journal<Fact> {
  readonly #file: string | null;
  readonly facts: Fact[];

  constructor(dataDir: string | null, name: string) {
    if (dataDir) mkdirSync(dataDir, { recursive: true });
    this.#file = dataDir ? path.join(dataDir, `${name}.jsonl`) : null;
    this.facts = this.#file && existsSync(this.#file) ? parseLines<Fact>(readFileSync(this.#file, "utf8")) : [];
  }

  append(fact: Fact): void {
    this.facts.push(fact);
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(fact)}\n`);
  }

  /** Replaces the history by facts that say the same in fewer words, so that a long life does not fill the disk. */
  rewrite(facts: readonly Fact[]): void {
    this.facts.splice(0, this.facts.length, ...facts);
    if (!this.#file) return;
    writeFileSync(`${this.#file}.new`, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/** A kill can leave half a last line: that fact was never acknowledged. */
function parseLines<Fact>(text: string): Fact[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as Fact] : [];
    } catch {
      return [];
    }
  });
}

/** So many requests are remembered. */
const MOST_SEEN = 10_000;

/** Applies scripted incidents and records requests. `isProtocol` tells the provider's own routes from ours. */
export class Incidents {
  #script: (Scenario & { left: number })[] = [];
  readonly seen: SeenRequest[] = [];

  /** Replaces the script; an empty list clears it. */
  set(scenarios: Scenario[]): void {
    this.#script = scenarios.map((scenario) => ({ ...scenario, left: scenario.times ?? Number.POSITIVE_INFINITY }));
  }

  #next(requestPath: string): Scenario | undefined {
    const scenario = this.#script.find(
      (candidate) => candidate.left > 0 && (!candidate.path || requestPath.includes(candidate.path)),
    );
    if (scenario) scenario.left -= 1;
    return scenario;
  }

  middleware(): MiddlewareHandler {
    return async (c, next) => {
      if (c.req.path === "/" || c.req.path.startsWith("/__")) return next();
      const seen: SeenRequest = { at: Date.now(), method: c.req.method, path: c.req.path, status: 0 };
      this.seen.push(seen);
      if (this.seen.length > MOST_SEEN) this.seen.shift();
      const scenario = this.#next(c.req.path);
      if (scenario?.latencyMs) await new Promise((resolve) => setTimeout(resolve, scenario.latencyMs));
      const answer = scenario ? incident(c, scenario) : undefined;
      if (answer) {
        const response = await answer;
        seen.status = response.status;
        return response;
      }
      await next();
      seen.status = c.res.status;
      return undefined;
    };
  }
}

const HANG_MS = 120_000;

function incident(c: Context, scenario: Scenario): Response | Promise<Response> | undefined {
  if (scenario.hang)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(c.text("", 504)), HANG_MS);
      timer.unref();
      c.req.raw.signal.addEventListener("abort", () => resolve(c.text("", 504)));
    });
  if (scenario.reset) return cutShort(c);
  if (scenario.hugeBytes) return c.body(huge(scenario.hugeBytes), 200, { "content-type": "application/json" });
  if (scenario.redirectTo) return c.redirect(scenario.redirectTo, 302);
  if (scenario.garbage) return c.body("<html>not what was promised", 200, { "content-type": "text/html" });
  if (scenario.status) {
    if (scenario.retryAfterS !== undefined) c.header("retry-after", String(scenario.retryAfterS));
    return c.body(scenario.body ?? "", scenario.status as 500);
  }
  return undefined;
}

/** Half an answer, then the end of the connection. */
function cutShort(c: Context): Response {
  const { outgoing } = c.env as HttpBindings;
  outgoing.writeHead(200, { "content-type": "application/json" });
  outgoing.write('{"half":');
  setTimeout(() => outgoing.destroy(), 20);
  return RESPONSE_ALREADY_SENT;
}

/** Sent piece by piece, as fast as the other side reads. */
function huge(bytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(64 * 1024).fill(32);
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(piece.subarray(0, Math.min(left, piece.byteLength)));
      left -= piece.byteLength;
    },
  });
}

/** A Hono app with the incident middleware and the `__scenario` route in place. */
export function sandboxApp(incidents: Incidents): Hono {
  const app = new Hono();
  app.use(incidents.middleware());
  app.post("/__scenario", async (c) => {
    const parsed = z
      .union([z.array(Scenario), Scenario.transform((one) => (Object.keys(one).length > 0 ? [one] : []))])
      .safeParse(await c.req.json());
    if (!parsed.success) return c.json({ error: parsed.error.issues }, 400);
    incidents.set(parsed.data);
    return c.json({ scenarios: parsed.data.length });
  });
  return app;
}

/** Serves a sandbox on loopback. */
export async function serveSandbox(app: Hono, options: SandboxOptions): Promise<Sandbox> {
  const { server, port } = await new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, port: options.port, hostname: "127.0.0.1" }, (info) =>
      resolve({ server: starting, port: info.port }),
    );
    starting.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`port ${options.port} is in use (the ${options.name} sandbox needs it)`)
          : error,
      ),
    );
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

/** The look of every sandbox page: one plain style, clearly not the product. */
export const sandboxPage = (
  title: string,
  body: string,
): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:14px/1.5 ui-sans-serif,system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fdfcf7}
h1{font-size:1.25rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:.4rem .6rem;text-align:left;vertical-align:top}
.banner{background:#fff3c4;border:1px solid #e6c84f;padding:.5rem .75rem;border-radius:6px}button,input,select{font:inherit;padding:.25rem .6rem}iframe{width:100%;border:1px solid #ddd;background:#fff}</style>
<h1>${title}</h1><p class="banner">This is a sandbox: a twin of the provider on this machine. Nothing here leaves it.</p>${body}</html>`;

/** Escapes text for the pages above. */
export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[char] ?? char,
  );
