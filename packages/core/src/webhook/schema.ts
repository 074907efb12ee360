/** Events that providers sent, or that we found by asking: the event log. Safe for the browser. */
import * as z from "zod";

/**
 * What became of an event.
 *
 * - `received`: stored; its time is `nextAttemptAt`.
 * - `done`: looked at, and what it meant is done.
 * - `ignored`: nothing to do with it, for the reason in `code`.
 * - `dead`: failed too often, for the reason in `code`; a person may replay it.
 * - `quarantined`: nobody knows whose it is, or it cannot be read.
 */
export const EVENT_STATES = ["received", "done", "ignored", "dead", "quarantined"] as const;
export const EventState = z.enum(EVENT_STATES);
export type EventState = z.infer<typeof EventState>;

/** How we learnt of it: told by the provider, found by a poll, or found by the nightly check. */
export const EVENT_SOURCES = ["webhook", "poll", "check"] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

/** The categories that are handled; any other is kept and ignored. Payments and bank transactions are found by polls only (R10). */
export const EVENT_CATEGORIES = ["CONTACT", "INVOICE", "PAYMENT", "BANKTRANSACTION"] as const;
export type EventCategory = (typeof EVENT_CATEGORIES)[number];

/** Categories whose effect shows on open invoices, which are looked at again. */
export const CREDIT_CATEGORIES: readonly string[] = ["CREDITNOTE", "PREPAYMENT", "OVERPAYMENT"];

/** The category of what could not be read at all. */
export const UNREADABLE = "UNREADABLE";

/** The tenant of events whose firm is unknown. */
export const NO_FIRM = "g";

const Instant = z.iso.datetime();

export const EventProvider = z.enum(["xero", "resend", "lemverify"]);
export type EventProvider = z.infer<typeof EventProvider>;

/** One row of the event log: an event of Xero's, of the mail provider's, or of the identity checks'. */
export const EventSummary = z.object({
  id: z.string(),
  provider: EventProvider,
  /** When it came in, and when it happened. */
  at: Instant,
  happenedAt: z.string().nullable(),
  source: z.enum(EVENT_SOURCES),
  category: z.string(),
  type: z.string(),
  resourceId: z.string(),
  state: EventState,
  code: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: Instant.nullable(),
  /** The record of ours that it was about. */
  entityType: z.enum(["client", "invoice", "email"]).nullable(),
  entityId: z.string().nullable(),
  clientId: z.string().nullable(),
  clientName: z.string().nullable(),
  label: z.string().nullable(),
});
export type EventSummary = z.infer<typeof EventSummary>;

/** What the drawer shows. */
export const EventDetail = z.object({
  ...EventSummary.shape,
  processedAt: Instant.nullable(),
  /** In words, when it failed. */
  error: z.string().nullable(),
  history: z.array(z.object({ at: Instant, outcome: z.string(), code: z.string().optional() })),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** What was sent about this event alone, what we do not know left out; null when nothing of it is kept. */
  payload: z.record(z.string(), z.unknown()).nullable(),
  canReplay: z.boolean(),
});
export type EventDetail = z.infer<typeof EventDetail>;

/** The states that a list can be narrowed to: quarantined events belong to no firm. */
export const EVENT_FILTERS = ["received", "done", "ignored", "dead"] as const;
export const EventFilter = z.enum(EVENT_FILTERS);
export type EventFilter = z.infer<typeof EventFilter>;

/** GET /api/events. */
export const EventQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  state: EventFilter.optional(),
  /** Only the events of one provider. Those of identity checks are in no list but their own, for who may see the checks. */
  provider: EventProvider.optional(),
});
export type EventQuery = z.infer<typeof EventQuery>;

/** The longest the chart looks back. */
export const MAX_DAYS = 30;
export const VolumeQuery = z.object({ days: z.coerce.number().int().min(1).max(MAX_DAYS).default(14) });

/** What can be replayed as a whole. */
export const REPLAYED_STATES = ["dead", "ignored"] as const;
export const ReplayedState = z.enum(REPLAYED_STATES);
export type ReplayedState = z.infer<typeof ReplayedState>;
/** The most that one replay takes. */
export const MOST_REPLAYED = 500;

/** POST /api/events/replay: all of one state, as many as one request takes. */
export const ReplayMany = z.strictObject({ state: ReplayedState });
/** How many were replayed; `more` when there are others. */
export const Replayed = z.object({ replayed: z.number().int(), more: z.boolean() });
export type Replayed = z.infer<typeof Replayed>;

/** GET /api/events/replay: what a replay of one state would take, and how far the one before is. */
export const ReplayQuery = z.object({ state: ReplayedState.default("dead") });
export const ReplayPlan = z.object({
  /** At most `MOST_REPLAYED`; `more` when there are others. */
  events: z.number().int(),
  more: z.boolean(),
  /** How many records they are about, each looked at once. */
  records: z.number().int(),
  /** Calls to Xero, each for up to forty records. */
  calls: z.number().int(),
  /** Replayed ones that nobody has looked at yet; at most `MOST_REPLAYED`. */
  waiting: z.number().int(),
});
export type ReplayPlan = z.infer<typeof ReplayPlan>;
