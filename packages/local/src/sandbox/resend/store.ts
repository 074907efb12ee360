/**
 * What the mail provider knows: its keys, the mail it took, its suppression list, the webhook messages it owes. Everything
 * is a fact in the journal before it is acknowledged, so killing the host loses nothing.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Journal } from "../kit.ts";

export interface MailTag {
  name: string;
  value: string;
}
/** A mail as it was asked for. */
export interface Letter {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  tags: MailTag[];
}
export interface Mail extends Letter {
  id: string;
  at: number;
}
/** One event of one mail: the webhook message with its fixed body. `at` is when it happens. */
export interface Message {
  id: string;
  mailId: string;
  type: string;
  at: number;
  body: string;
}
/** One delivery of a message; `status` null means no answer. */
export interface Delivery {
  messageId: string;
  at: number;
  status: number | null;
  forged?: boolean;
  /** When it is tried again; null when it is not. */
  nextAt: number | null;
}

type Fact =
  | { kind: "keys"; apiKey: string; webhookSecret: string }
  | { kind: "accepted"; at: number; key: string | null; hash: string; mails: Mail[]; messages: Message[] }
  | { kind: "message"; message: Message }
  | { kind: "delivery"; delivery: Delivery }
  | { kind: "suppressed"; address: string; suppressed: boolean };

const KEY_KEPT_MS = 24 * 60 * 60 * 1000;

export class Store {
  readonly #journal: Journal<Fact>;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly mails: Mail[] = [];
  readonly messages = new Map<string, Message>();
  readonly deliveries = new Map<string, Delivery[]>();
  readonly suppressed = new Set<string>();
  readonly #byKey = new Map<string, { at: number; hash: string; ids: string[] }>();

  constructor(dataDir: string | null) {
    this.#journal = new Journal<Fact>(dataDir, "resend");
    if (this.#journal.facts.length === 0)
      this.#journal.append({
        kind: "keys",
        apiKey: `re_sandbox_${randomBytes(12).toString("hex")}`,
        webhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
      });
    const keys = this.#journal.facts.find((fact) => fact.kind === "keys");
    if (!keys) throw new Error("the resend sandbox's journal holds no keys; delete it to start anew");
    this.apiKey = keys.apiKey;
    this.webhookSecret = keys.webhookSecret;
    for (const fact of this.#journal.facts) this.#apply(fact);
  }

  #record(fact: Fact): void {
    this.#journal.append(fact);
    this.#apply(fact);
  }

  #apply(fact: Fact): void {
    switch (fact.kind) {
      case "keys":
        return;
      case "accepted":
        this.mails.push(...fact.mails);
        for (const message of fact.messages) this.messages.set(message.id, message);
        if (fact.key !== null)
          this.#byKey.set(fact.key, { at: fact.at, hash: fact.hash, ids: fact.mails.map((mail) => mail.id) });
        return;
      case "message":
        this.messages.set(fact.message.id, fact.message);
        return;
      case "delivery":
        this.deliveries.set(fact.delivery.messageId, [
          ...(this.deliveries.get(fact.delivery.messageId) ?? []),
          fact.delivery,
        ]);
        return;
      case "suppressed":
        if (fact.suppressed) this.suppressed.add(fact.address);
        else this.suppressed.delete(fact.address);
    }
  }

  /** What was answered under an idempotency key in the last 24 hours. */
  answered(key: string): { hash: string; ids: string[] } | undefined {
    const known = this.#byKey.get(key);
    return known && Date.now() - known.at < KEY_KEPT_MS ? known : undefined;
  }

  keyOf(mailId: string): string | null {
    for (const [key, { ids }] of this.#byKey) if (ids.includes(mailId)) return key;
    return null;
  }

  /** Takes mail, with the events it will have, in one fact. */
  accept(letters: Letter[], key: string | null, hash: string, eventsOf: (mail: Mail) => Message[]): Mail[] {
    const at = Date.now();
    const mails = letters.map((letter) => ({ ...letter, id: randomUUID(), at }));
    this.#record({ kind: "accepted", at, key, hash, mails, messages: mails.flatMap(eventsOf) });
    return mails;
  }

  addMessage(message: Message): void {
    this.#record({ kind: "message", message });
  }
  addDelivery(delivery: Delivery): void {
    this.#record({ kind: "delivery", delivery });
  }
  suppress(address: string, suppressed = true): void {
    if (this.suppressed.has(address.toLowerCase()) !== suppressed)
      this.#record({ kind: "suppressed", address: address.toLowerCase(), suppressed });
  }

  mail(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }
  /** Events of a mail that have happened by now, oldest first. */
  events(mailId: string): Message[] {
    return [...this.messages.values()]
      .filter((message) => message.mailId === mailId && message.at <= Date.now())
      .toSorted((a, b) => a.at - b.at);
  }
  /** Mail taken since midnight UTC: what the daily quota counts. */
  takenToday(): number {
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    return this.mails.filter((mail) => mail.at >= midnight).length;
  }
}

export const bodyHash = (body: string): string => createHash("sha256").update(body).digest("hex");
