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

/** What the chart counts apart. */
export const COUNTED = ["webhook", "poll", "mail"] as const;
export type Counted = (typeof COUNTED)[number];
export const EventDay = z.object({ day: z.string(), webhook: z.number(), poll: z.number(), mail: z.number() });
export type EventDay = z.infer<typeof EventDay>;
