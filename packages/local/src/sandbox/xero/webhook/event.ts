/** What changed, waiting to be told: events with their sequence, in the order they happened. */
import type { Change } from "../book/book.ts";
import { zoneless } from "../book/date.ts";
import type { Shelf } from "../../store.ts";
import type { Twin } from "../twin.ts";

/** How the events of an organisation (or of all) misbehave. */
export const WEBHOOK_MODES = ["normal", "duplicate", "reverse", "hold", "none"] as const;
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

export interface Event extends Change {
  sequence: number;
  /** When it was last tried to be told, and how often. */
  tries: number;
  /** When it is told next, in ms of the process's own time. */
  dueAtMs: number;
}

/** Xero keeps events 31 days; the twin keeps so many. */
const MOST = 20_000;
/** Events of one moment go out together. */
const GATHER_MS = 250;

export class Events {
  readonly waiting: Shelf<Event>;
  readonly #counter: Shelf<number>;
  readonly #modes: Shelf<WebhookMode>;
  readonly #twin: Twin;

  constructor(twin: Twin) {
    this.#twin = twin;
    this.waiting = twin.store.shelf("event");
    this.#counter = twin.store.shelf("event-counter");
    this.#modes = twin.store.shelf("webhook-mode");
    twin.onChange = (change) => this.#add(change);
  }

  #add(change: Change): void {
    const connected = this.#twin.connections.find((one) => one.organisationId === change.organisation);
    if (!connected || this.modeOf(change.organisation) === "none") return;
    const sequence = (this.#counter.get("last") ?? 0) + 1;
    this.#counter.set("last", sequence);
    this.waiting.set(String(sequence), { ...change, sequence, tries: 0, dueAtMs: Date.now() + GATHER_MS });
    if (this.waiting.size > MOST) this.waiting.delete(this.waiting.entries()[0]?.[0] ?? "");
  }

  modeOf(organisation: string): WebhookMode {
    return this.#modes.get(organisation) ?? this.#modes.get("all") ?? "normal";
  }
  /** `organisation` undefined is every one that has no mode of its own. */
  setMode(mode: WebhookMode, organisation = "all"): void {
    this.#modes.set(organisation, mode);
  }

  /** Those to be told by then, oldest first; held ones never. */
  due(byMs: number): Event[] {
    return this.waiting.all().filter((event) => event.dueAtMs <= byMs && this.modeOf(event.organisation) !== "hold");
  }
}

const PATH = { CONTACT: "Contacts", INVOICE: "Invoices", CREDITNOTE: "CreditNotes" } as const;

/** One event as it stands in a delivery. Its date has no zone, and means UTC. */
export const wireEvent = ({ category, type, resourceId, organisation, atMs, data }: Event): object => ({
  resourceUrl: `https://api.xero.com/api.xro/2.0/${PATH[category]}/${resourceId}`,
  resourceId,
  tenantId: organisation,
  tenantType: "ORGANISATION",
  eventCategory: category,
  eventType: type,
  eventDateUtc: zoneless(atMs),
  ...(data ? { data } : {}),
});
