/**
 * Delivers webhook messages as the check's wire signs them, and repeats three times, with doubling waits, what was not
 * answered 2xx. Time is `Date`, so the runtime's clock can run the waits in a moment.
 */
import { createHmac } from "node:crypto";
import type { Twin } from "../twin.ts";
import type { Event } from "./event.ts";

/** How messages misbehave: `duplicate` tells each three times, `reversed` newest first, `forged` adds one under another key before it. */
export const WEBHOOK_MODES = ["normal", "duplicate", "reversed", "delayed", "none", "forged"] as const;
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

/** After the first delivery; the reference says three attempts with exponential backoff. */
const AGAIN_MS = [2000, 4000, 8000];
const TICK_MS = 50;
const TIMEOUT_MS = 10_000;
/** Of `delayed`: past the day after which the product asks by itself. */
const DELAY_MS = 25 * 60 * 60_000;
/** What is due later than this is another day's work. */
const SOON_MS = 10_000;

export class Postman {
  readonly #twin: Twin;
  readonly #url: string;
  readonly #log: (line: string) => void;
  readonly #under = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  /** By check; `all` is the rule for the others. */
  readonly #modes = new Map<string, WebhookMode>();
  #closed = false;

  constructor(twin: Twin, url: string, log: (line: string) => void) {
    this.#twin = twin;
    this.#url = url;
    this.#log = log;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  modeOf(checkId: string): WebhookMode {
    return this.#modes.get(checkId) ?? this.#modes.get("all") ?? "normal";
  }
  setMode(mode: WebhookMode, checkId = "all"): void {
    if (checkId === "all") this.#modes.clear();
    this.#modes.set(checkId, mode);
  }

  /** What is under way is recorded no more: the next start delivers it again. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  /** Messages under way or due within moments. */
  get pending(): number {
    return this.#twin.events.all().filter((event) => {
      const at = this.#dueAtMs(event);
      return this.#under.has(event.id) || (at !== null && at <= Date.now() + SOON_MS);
    }).length;
  }

  #dueAtMs(event: Event): number | null {
    if (event.dueAtMs === null || event.told.length > 0) return event.dueAtMs;
    const mode = this.modeOf(event.checkId);
    if (mode === "none") return null;
    if (mode === "delayed") return event.atMs + DELAY_MS;
    if (mode !== "reversed") return event.dueAtMs;
    const all = this.#twin.events.of(event.checkId);
    const newer = all.filter((other) => other.atMs > event.atMs);
    const last = Math.max(...all.map((other) => other.atMs));
    return newer.every((other) => other.told.length > 0) ? last : last + SOON_MS;
  }

  #tick(): void {
    for (const event of this.#twin.events.all()) {
      if (this.#under.has(event.id)) continue;
      const at = this.#dueAtMs(event);
      if (at === null || at > Date.now()) continue;
      this.#under.add(event.id);
      void this.#deliver(event).finally(() => this.#under.delete(event.id));
    }
  }

  async #deliver(event: Event): Promise<void> {
    const mode = this.modeOf(event.checkId);
    const first = event.told.length === 0;
    if (first && mode === "forged")
      await this.post({ ...event, body: event.body.replace('"REFER"', '"PASSED"') }, "no");
    const copies = first && mode === "duplicate" ? 3 : 1;
    const told = [...event.told];
    for (let copy = 0; copy < copies; copy += 1) told.push(await this.post(event));
    if (this.#closed) return;
    const ok = isTaken(told.at(-1) ?? null);
    const after = ok ? undefined : AGAIN_MS[told.length - 1];
    this.#twin.events.keep({ ...event, told, dueAtMs: after === undefined ? null : Date.now() + after });
    if (!ok)
      this.#log(
        `webhook ${event.type} was answered ${told.at(-1) ?? "not at all"}; ${after === undefined ? "given up" : "repeated later"}`,
      );
  }

  /** Tells a message once more, whatever came of it: the dashboard's "send again". */
  again(event: Event): Promise<void> {
    return this.#deliver({ ...event, told: event.told.length === 0 ? [] : event.told });
  }

  /** One delivery, signed by the event's wire under `secret`; answers the status, null without one. */
  async post(event: Event, secret = this.#twin.keys.webhookSecret): Promise<number | null> {
    try {
      const answer = await fetch(this.#url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "LEMVerify/1.0.0",
          ...(event.wire === "published"
            ? { "x-lemverify-signature": publishedSignature(this.#url, event.body, secret) }
            : { "lemverify-signature": referenceSignature(event.body, secret) }),
        },
        body: event.body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }
}

const isTaken = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** `t=<unix>,v1=<hex HMAC-SHA256(secret, t.body)>` */
function referenceSignature(body: string, secret: string): string {
  const t = Math.floor(Date.now() / 1000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** Base64 of HMAC-SHA1 over the url and four members of the body, joined without separators. */
function publishedSignature(url: string, body: string, secret: string): string {
  const { id, friendlyId, type, result } = JSON.parse(body) as Record<string, string>;
  return createHmac("sha1", secret).update(`${url}${id}${friendlyId}${type}${result}`).digest("base64");
}
