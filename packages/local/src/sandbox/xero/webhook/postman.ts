/**
 * Delivers events to the product as Xero does: one subscription for all organisations, batches, HMAC-SHA256 over the body, an
 * answer within 5 s of 200 and nothing else. A failed delivery is repeated at once, then every 15 minutes for 24 hours;
 * then the subscription is switched off until the intent to receive is proven again.
 */
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import type { Shelf } from "../../store.ts";
import type { Twin } from "../twin.ts";
import { type Event, type Events, wireEvent } from "./event.ts";

const TICK_MS = 50;
const TIMEOUT_MS = 5000;
const BATCH = 100;
const AGAIN_MS = 15 * 60_000;
/** One at once, and each 15 minutes of a day. */
const MOST_TRIES = 2 + (24 * 60) / 15;
/** What is due later than this is another day's work. */
const SOON_MS = 3000;
const KEPT = 200;

export interface Delivery {
  atMs: number;
  body: string;
  signature: string;
  /** Null when nobody answered in time. */
  status: number | null;
}

export class Postman {
  readonly events: Events;
  readonly #twin: Twin;
  readonly #url: string;
  readonly #log: (line: string) => void;
  readonly #deliveries: Shelf<Delivery>;
  readonly #timer: NodeJS.Timeout;
  readonly #under = new Set<number>();
  #closed = false;

  constructor(twin: Twin, events: Events, url: string, log: (line: string) => void) {
    this.#twin = twin;
    this.events = events;
    this.#url = url;
    this.#log = log;
    this.#deliveries = twin.store.shelf("delivery");
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** What is under way is recorded no more: the next start delivers it again. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  get enabled(): boolean {
    return this.#subscription.get("enabled") ?? true;
  }
  get #subscription(): Shelf<boolean> {
    return this.#twin.store.shelf<boolean>("subscription");
  }

  /** Events under way or due within moments. */
  get pending(): number {
    return this.enabled
      ? new Set([...this.#under, ...this.events.due(Date.now() + SOON_MS).map((one) => one.sequence)]).size
      : 0;
  }
  get deliveries(): Delivery[] {
    return this.#deliveries.all();
  }

  #tick(): void {
    if (!this.enabled || this.#under.size > 0) return;
    const due = this.events.due(Date.now()).slice(0, BATCH);
    if (due.length > 0) void this.#deliver(due);
  }

  async #deliver(batch: Event[]): Promise<void> {
    for (const { sequence } of batch) this.#under.add(sequence);
    const modeOf = (event: Event) => this.events.modeOf(event.organisation);
    const reversed = batch.some((event) => modeOf(event) === "reverse") ? batch.toReversed() : batch;
    const body = this.bodyOf(reversed);
    const copies = batch.some((event) => modeOf(event) === "duplicate") ? 3 : 1;
    let status = await this.#post(body);
    if (!isTaken(status) && batch.every((event) => event.tries === 0)) status = await this.#post(body);
    for (let copy = 1; copy < copies && isTaken(status); copy += 1) status = await this.#post(body);
    if (!this.#closed) this.#settle(batch, status);
    for (const { sequence } of batch) this.#under.delete(sequence);
  }

  #settle(batch: Event[], status: number | null): void {
    const { waiting } = this.events;
    this.#twin.store.atomically(() => {
      for (const event of batch) {
        const key = String(event.sequence);
        const tries = event.tries + (event.tries === 0 ? 2 : 1);
        if (isTaken(status)) waiting.delete(key);
        else waiting.set(key, { ...event, tries, dueAtMs: Date.now() + AGAIN_MS });
        if (!isTaken(status) && tries >= MOST_TRIES) this.#subscription.set("enabled", false);
      }
    });
    if (!isTaken(status)) this.#log(`webhook was answered ${status ?? "not at all"}; it is repeated in 15 minutes`);
  }

  /** A delivery's body; the sequences are those of the first and last event that happened. */
  bodyOf(events: readonly Event[]): string {
    const sequences = events.length > 0 ? events.map((event) => event.sequence) : [0];
    return JSON.stringify({
      events: events.map(wireEvent),
      firstEventSequence: Math.min(...sequences),
      lastEventSequence: Math.max(...sequences),
      entropy: entropy(),
    });
  }
  sign(body: string, key = this.#twin.keys.webhookKey): string {
    return createHmac("sha256", key).update(body).digest("base64");
  }

  async #post(body: string, signature = this.sign(body)): Promise<number | null> {
    const status = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-xero-signature": signature },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
      .then(async (answer) => ((await answer.text()) === "" ? answer.status : null))
      .catch(() => null);
    if (this.#closed) return status;
    this.#deliveries.set(randomUUID(), { atMs: Date.now(), body, signature, status });
    for (const [key] of this.#deliveries.entries().slice(0, -KEPT)) this.#deliveries.delete(key);
    return status;
  }

  /** Everything that waits is told now, whatever its mode or its turn. */
  async flush(organisation?: string): Promise<void> {
    const events = this.events.waiting
      .all()
      .filter((event) => organisation === undefined || event.organisation === organisation)
      .filter((event) => !this.#under.has(event.sequence));
    for (let at = 0; at < events.length; at += BATCH) await this.#deliver(events.slice(at, at + BATCH));
  }

  /**
   * Intent to receive: deliveries without events, signed well and badly by turns. Answered 200 and 401 each time, and only
   * then, the subscription is on.
   */
  async prove(): Promise<{ proven: boolean; statuses: (number | null)[] }> {
    const statuses: (number | null)[] = [];
    for (const good of [true, false, true, false]) {
      const body = this.bodyOf([]);
      statuses.push(await this.#post(body, good ? this.sign(body) : this.sign(body, "not-the-key")));
    }
    const proven = statuses.every((status, index) => status === (index % 2 === 0 ? 200 : 401));
    this.#twin.store.atomically(() => {
      this.#subscription.set("enabled", proven);
      // What was kept meanwhile is told in its order.
      const { waiting } = this.events;
      if (proven)
        for (const [key, event] of waiting.entries()) waiting.set(key, { ...event, tries: 0, dueAtMs: Date.now() });
    });
    return { proven, statuses };
  }
}

const isTaken = (status: number | null): boolean => status === 200;
const entropy = (): string =>
  randomBytes(20)
    .toString("hex")
    .toUpperCase()
    .replaceAll(/\d/g, (digit) => String.fromCodePoint(71 + Number(digit)))
    .slice(0, 20);
