/** Rows as the event log shows them: of Xero, and of two providers that keep their rows in a form of their own. Pure. */
import type { LemEventItem } from "../kyc/event/row.ts";
import type { EventItem } from "./entity.ts";
import type { EventDetail, EventSummary } from "./schema.ts";

/** What is kept of an event of the mail provider (core/email/event.ts). */
export interface MailEventItem {
  provider: "resend";
  eventId: string;
  receivedAt: string;
  handledAt: string;
  type?: string;
  emailId?: string;
  tenantId?: string;
  outcome: "applied" | "duplicate" | "ignored" | "quarantined";
  reason?: string;
}

export type AnyEvent = EventItem | MailEventItem | LemEventItem;

export const toSummary = (row: AnyEvent): EventSummary => {
  switch (row.provider) {
    case "xero":
      return ofXero(row);
    case "resend":
      return ofMail(row);
    case "lemverify":
      return ofCheck(row);
  }
};

/** Of what was applied when it came, and of which nothing is kept. */
const AT_ONCE = { error: null, changes: [], payload: null, canReplay: false };

export function toDetail(row: AnyEvent): EventDetail {
  switch (row.provider) {
    case "xero":
      return {
        ...ofXero(row),
        processedAt: row.processedAt ?? null,
        error: row.processingError ?? null,
        history: row.history,
        changes: row.changes ?? [],
        payload: redacted(row.rawPayload),
        canReplay: canReplay(row),
      };
    case "resend": {
      const history = [{ at: row.handledAt, outcome: "done", code: row.outcome }];
      return { ...ofMail(row), ...AT_ONCE, processedAt: row.handledAt, history };
    }
    case "lemverify": {
      const { createdAt, repeatedAt } = row;
      const summary = ofCheck(row);
      const first = { at: createdAt, outcome: summary.state, code: row.code };
      const last = repeatedAt === undefined ? [] : [{ at: repeatedAt, outcome: "duplicate", code: "repeated" }];
      return { ...summary, ...AT_ONCE, processedAt: createdAt, history: [first, ...last] };
    }
  }
}

/** Whatever was looked at can be looked at again: it fetches what Xero has now. */
export const canReplay = (row: EventItem): boolean => row.state !== "quarantined" && row.code !== "unknown-category";

/** What we know to hold no person's data: Xero's own fields, and what the polls keep of a record (core/pull/poll/feed.ts). */
const XERO_FIELDS = "resourceUrl resourceId tenantId tenantType eventCategory eventType eventDateUtc eventId";
const POLL_FIELDS = "xeroTenantId category type resourceId at Status InvoiceNumber Date Type AmountPence";
const SHOWN = new Set(`${XERO_FIELDS} ${POLL_FIELDS}`.split(" "));
const NOT_SHOWN = "(not shown)";

/** The payload for eyes: of anything else only the name. */
const redacted = (payload: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, SHOWN.has(key) ? value : NOT_SHOWN]));

const ofXero = (row: EventItem): EventSummary => ({
  id: row.id,
  provider: "xero",
  at: row.createdAt,
  happenedAt: row.eventDateUtc,
  source: row.source,
  category: row.eventCategory,
  type: row.eventType,
  resourceId: row.resourceId,
  state: row.state,
  code: row.code ?? null,
  attempts: row.history.length,
  nextAttemptAt: row.nextAttemptAt ?? null,
  entityType: row.entityType === "client" || row.entityType === "invoice" ? row.entityType : null,
  entityId: row.entityId ?? null,
  clientId: row.clientId ?? null,
  clientName: null,
  label: row.label ?? null,
});

const ofMail = (row: MailEventItem): EventSummary => ({
  id: `resend.${row.eventId}`,
  provider: "resend",
  at: row.receivedAt,
  happenedAt: null,
  source: "webhook",
  category: "MAIL",
  type: row.type ?? "unknown",
  resourceId: row.emailId ?? "",
  state: row.outcome === "ignored" || row.outcome === "quarantined" ? row.outcome : "done",
  code: row.reason ?? row.outcome,
  attempts: 1,
  nextAttemptAt: null,
  entityType: row.emailId === undefined ? null : "email",
  entityId: row.emailId ?? null,
  clientId: null,
  clientName: null,
  label: null,
});

const ofCheck = (row: LemEventItem): EventSummary => ({
  id: `lemverify.${row.eventId}`,
  provider: "lemverify",
  at: row.receivedAt,
  happenedAt: null,
  source: "webhook",
  category: "IDENTITY",
  type: row.type ?? "unknown",
  resourceId: row.verificationId ?? "",
  state: row.outcome === "quarantined" ? "quarantined" : row.code === "late" ? "ignored" : "done",
  code: row.code,
  attempts: 1 + (row.repeats ?? 0),
  nextAttemptAt: null,
  entityType: row.clientId === undefined ? null : "client",
  entityId: row.clientId ?? null,
  clientId: row.clientId ?? null,
  clientName: null,
  label: null,
});
