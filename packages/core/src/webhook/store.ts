/** Storing events, each once: what comes again is recognised by its key, whatever it comes with. */
import { nowIso, ttlIn } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, TransactionRefused, type TransactItem, write } from "../lib/table/transact.ts";
import type { XeroEvent } from "../provider/xero/event.ts";
import { SYNC_QUEUE } from "../outbox/nudge.ts";
import { countEvents, KEPT_MS } from "../event-count/index.ts";
import { EventRow } from "./entity.ts";
import {
  CREDIT_CATEGORIES,
  EVENT_CATEGORIES,
  type EventSource,
  type EventState,
  NO_FIRM,
  UNREADABLE,
} from "./schema.ts";

/** DynamoDB takes 100 writes in one transaction; one of them counts. */
const AT_ONCE = 99;
/** As often may another worker store one of the same events in between. */
const MAX_TRIES = 5;

export interface NewEvent extends XeroEvent {
  source: EventSource;
  /** Of a payment: the invoice that it is on. */
  invoiceId?: string;
}

/** Stores what is new of a firm's events; answers how many were. Two requests per 99 events. */
export async function storeEvents(tenantId: string, events: readonly NewEvent[]): Promise<number> {
  const each = [...new Map(events.map((event) => [event.eventId, event])).values()];
  let stored = 0;
  for (let from = 0; from < each.length; from += AT_ONCE)
    stored += await storeSome(tenantId, each.slice(from, from + AT_ONCE));
  return stored;
}

async function storeSome(tenantId: string, events: readonly NewEvent[]): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const known = await knownIds(tenantId, events);
    const fresh = events.filter((event) => !known.has(event.eventId));
    if (fresh.length === 0) return 0;
    try {
      await transact([...fresh.map((event) => stored(tenantId, event)), ...counted(tenantId, fresh)]);
      return fresh.length;
    } catch (error) {
      if (!(error instanceof TransactionRefused) || tries === MAX_TRIES) throw error;
    }
  }
}

async function knownIds(tenantId: string, events: readonly NewEvent[]): Promise<Set<string>> {
  const { data } = await EventRow.get(events.map(({ eventId: one }) => ({ tenantId, id: idOf(one) }))).go({
    attributes: ["eventId"],
    consistent: true,
  });
  return new Set(data.map((row) => row.eventId));
}

export const idOf = (eventId: string): string => `xero.${eventId}`;

const counted = (tenantId: string, events: readonly NewEvent[]): TransactItem[] =>
  tenantId === NO_FIRM
    ? []
    : [countEvents(tenantId, events[0]?.source === "webhook" ? "webhook" : "poll", events.length)];

function stored(tenantId: string, event: NewEvent): TransactItem {
  const at = nowIso();
  const id = idOf(event.eventId);
  const { state, code } = first(tenantId, event.category);
  const waiting = state === "received";
  return write(
    EventRow.create({
      tenantId,
      id,
      provider: "xero",
      eventId: event.eventId,
      eventType: event.type,
      eventCategory: event.category,
      eventDateUtc: event.at,
      resourceId: event.resourceId,
      ...(event.resourceUrl === undefined ? {} : { resourceUrl: event.resourceUrl }),
      xeroTenantId: event.xeroTenantId,
      processed: !waiting,
      ...(state === "ignored" ? { processedAt: at } : {}),
      rawPayload: event.raw,
      createdAt: at,
      source: event.source,
      state,
      ...(code === undefined ? {} : { code }),
      ...(event.invoiceId === undefined ? {} : { invoiceId: event.invoiceId }),
      attempts: 0,
      history: [],
      orderAt: at,
      ...(waiting ? { nextAttemptAt: at, ...dueKeys(SYNC_QUEUE, at, id) } : {}),
      ttl: ttlIn(KEPT_MS),
    }),
  );
}

const HANDLED: readonly string[] = [...EVENT_CATEGORIES, ...CREDIT_CATEGORIES];

/** Where an event starts: most wait for the lane. */
function first(tenantId: string, category: string): { state: EventState; code?: string } {
  if (tenantId === NO_FIRM)
    return { state: "quarantined", code: category === UNREADABLE ? "unreadable" : "unknown-organisation" };
  return HANDLED.includes(category) ? { state: "received" } : { state: "ignored", code: "unknown-category" };
}
