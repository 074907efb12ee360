/**
 * Delivers webhook messages, signed as Svix signs them, and repeats what was not answered 2xx. Time is `Date`, so the
 * runtime's clock can run the ten-hour retries in a moment.
 */
import { Webhook } from "svix";
import { suppresses } from "./event.ts";
import { bareAddress } from "./letter.ts";
import type { Message, Store } from "./store.ts";

/** How messages misbehave: `duplicate` delivers each three times, `reversed` newest first, `forged` adds one with a wrong signature. */
export const WEBHOOK_MODES = ["normal", "duplicate", "reversed", "delayed", "none", "forged"] as const;
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Svix's schedule is 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; the first two are shortened for people who watch. */
const RETRY_AFTER_MS = [1 * SECOND, 15 * SECOND, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];
const TIMEOUT_MS = 15_000;
const TICK_MS = 50;
const DELAY_MS = 10 * MINUTE;
/** What is due later than this is another day's work: a repeat, a delayed delivery. */
const SOON_MS = 3 * SECOND;
/** A reversed delivery waits until a mail's events are all there. */
const REVERSE_MS = 1500;

export class Postman {
  mode: WebhookMode = "normal";
  readonly #store: Store;
  readonly #url: string;
  readonly #log: (line: string) => void;
  readonly #signer: Webhook;
  readonly #forger = new Webhook(`whsec_${Buffer.alloc(24, 7).toString("base64")}`);
  readonly #busy = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor(store: Store, url: string, log: (line: string) => void) {
    this.#store = store;
    this.#url = url;
    this.#log = log;
    this.#signer = new Webhook(store.webhookSecret);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** What is under way is recorded no more: its answer belongs to the next start, which delivers it again. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  /** Deliveries under way or due within moments: whoever waits for the product to be idle waits for these too. */
  get pending(): number {
    const soon = Date.now() + SOON_MS;
    return [...this.#store.messages.values()].filter((message) => {
      const at = this.#dueAt(message);
      return this.#busy.has(message.id) || (at !== null && at <= soon);
    }).length;
  }

  /** When a message is delivered next; null when it was, or never will be. */
  #dueAt(message: Message): number | null {
    const real = (this.#store.deliveries.get(message.id) ?? []).filter((delivery) => !delivery.forged);
    const last = real.at(-1);
    if (last) return last.nextAt;
    if (this.mode === "none") return null;
    if (this.mode === "delayed") return message.at + DELAY_MS;
    if (this.mode !== "reversed") return message.at;
    const ofMail = [...this.#store.messages.values()].filter((other) => other.mailId === message.mailId);
    const place = ofMail.toSorted((a, b) => b.at - a.at).indexOf(message);
    return Math.max(...ofMail.map((other) => other.at)) + REVERSE_MS + place * 200;
  }

  #tick(): void {
    for (const message of this.#store.messages.values()) {
      if (this.#busy.has(message.id)) continue;
      if (message.at <= Date.now()) this.#listAddress(message);
      const at = this.#dueAt(message);
      if (at === null || at > Date.now()) continue;
      this.#busy.add(message.id);
      void this.#deliver(message).finally(() => this.#busy.delete(message.id));
    }
  }

  #listAddress(message: Message): void {
    const mail = this.#store.mail(message.mailId);
    const permanent = !message.body.includes('"Transient"');
    if (mail && suppresses(message.type) && permanent && !this.#store.deliveries.has(message.id))
      for (const address of mail.to) this.#store.suppress(bareAddress(address));
  }

  async #deliver(message: Message): Promise<void> {
    const first = !this.#store.deliveries.has(message.id);
    if (first && this.mode === "forged") await this.#forge(message);
    const copies = first && this.mode === "duplicate" ? 3 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const status = await this.#post(message.id, message.body, this.#signer);
      if (this.#closed) return;
      const ok = status !== null && status >= 200 && status < 300;
      const tried = (this.#store.deliveries.get(message.id) ?? []).filter((delivery) => !delivery.forged).length;
      const after = ok ? undefined : RETRY_AFTER_MS[tried];
      const nextAt = after === undefined ? null : Date.now() + after;
      this.#store.addDelivery({ messageId: message.id, at: Date.now(), status, nextAt });
      if (!ok)
        this.#log(
          `webhook ${message.type} was answered ${status ?? "not at all"}; ${nextAt === null ? "given up" : "repeated later"}`,
        );
    }
  }

  /** Says that the mail bounced, signed with a key that is not ours. */
  async #forge(message: Message): Promise<void> {
    const body = message.body.replace(`"${message.type}"`, '"email.bounced"');
    const status = await this.#post(`${message.id}_forged`, body, this.#forger);
    if (this.#closed) return;
    this.#store.addDelivery({ messageId: message.id, at: Date.now(), status, nextAt: null, forged: true });
  }

  async #post(id: string, body: string, signer: Webhook): Promise<number | null> {
    const at = new Date();
    try {
      const answer = await fetch(this.#url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "Svix-Webhooks/1.82.0 (sender-sandbox)",
          "svix-id": id,
          "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
          "svix-signature": signer.sign(id, at, body),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }

  /** Delivers a message once more, whatever came of it: the dashboard's "replay". */
  replay(message: Message): Promise<void> {
    return this.#deliver(message);
  }
}
