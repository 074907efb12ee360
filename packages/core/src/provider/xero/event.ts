/**
 * Xero's webhook deliveries: only the fields we use. Checked against the documentation and the official OpenAPI of its webhooks. An
 * event says only that something changed: its URL is never called, what it is about is fetched by its id.
 */
import { createHash } from "node:crypto";
import * as z from "zod";

const PRINTABLE = /^[\x21-\x7e]+$/;
const id = z.string().trim().toLowerCase().min(1).max(128).regex(PRINTABLE);
const word = z.string().trim().toUpperCase().min(1).max(64).regex(PRINTABLE);

/** `2026-11-23T10:15:30.123`, in UTC though it says no zone; a zone is obeyed where there is one. */
const Utc = z
  .string()
  .max(40)
  .transform((text) => (/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => new Date(text).toISOString());

const WireEvent = z.object({
  resourceUrl: z.string().max(500).regex(PRINTABLE).optional().catch(undefined),
  resourceId: id,
  tenantId: id,
  eventCategory: word,
  eventType: word,
  eventDateUtc: Utc,
  eventId: z.string().min(1).max(128).regex(PRINTABLE).optional().catch(undefined),
});

/** 256 KB hold no more of the shortest. */
const MAX_EVENTS = 2000;
const WireDelivery = z.object({ events: z.array(z.unknown()).max(MAX_EVENTS) });

/** An event in our words. */
export interface XeroEvent {
  /** The same for every repetition of one event, and for nothing else (R10). */
  eventId: string;
  xeroTenantId: string;
  category: string;
  type: string;
  resourceId: string;
  /** Instant, ISO. */
  at: string;
  resourceUrl?: string;
  /** This event alone, as it came. */
  raw: Record<string, unknown>;
}

/** What a delivery held; `unreadable` are the members that are no events. */
export interface XeroDelivery {
  events: XeroEvent[];
  unreadable: Record<string, unknown>[];
}

/** Reads a body whose signature was verified; null when it is not a delivery at all. No events is the intent to receive. */
export function parseDelivery(body: Buffer): XeroDelivery | null {
  const parsed = WireDelivery.safeParse(json(body));
  if (!parsed.success) return null;
  const read = parsed.data.events.map((value) => ({ value, event: toEvent(value) }));
  return {
    events: read.flatMap(({ event }) => event ?? []),
    unreadable: read.flatMap(({ value, event }) => (event ? [] : [plain(value)])),
  };
}

function toEvent(value: unknown): XeroEvent | null {
  const parsed = WireEvent.safeParse(value);
  if (!parsed.success) return null;
  const { tenantId, eventCategory, eventType, resourceId, eventDateUtc, eventId, resourceUrl } = parsed.data;
  const event = {
    xeroTenantId: tenantId,
    category: eventCategory,
    type: eventType,
    resourceId,
    at: eventDateUtc,
    ...(resourceUrl === undefined ? {} : { resourceUrl }),
  };
  return {
    ...event,
    eventId: eventId === undefined ? eventKey(event) : hashOf([tenantId, eventId]),
    raw: plain(value),
  };
}

const MAX_MEMBERS = 30;
const MAX_TEXT = 500;

/** What an event said, in a form that a table takes: bounded, two levels deep, no half characters. */
function plain(value: unknown, depth = 2): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return { value: simple(value) };
  const members = Object.entries(value).slice(0, MAX_MEMBERS);
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const nested = typeof member === "object" && member !== null;
      if (nested && depth === 1) return [];
      return [[text(name) || "_", nested ? plain(member, depth - 1) : simple(member)]];
    }),
  );
}
/** The table's numbers are neither as large nor as small as JSON's. */
function simple(value: unknown): unknown {
  if (typeof value === "string") return text(value);
  return typeof value === "number" && !Number.isSafeInteger(value) ? String(value) : value;
}
const text = (value: string): string => value.slice(0, MAX_TEXT).toWellFormed();

/** The key of an event that has no id of its own (R10). */
export const eventKey = (event: Pick<XeroEvent, "xeroTenantId" | "category" | "type" | "resourceId" | "at">): string =>
  hashOf([event.xeroTenantId, event.category, event.type, event.resourceId, event.at]);

/** A short name for what is the same and nothing else. */
export const hashOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40);

function json(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
