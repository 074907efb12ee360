/** A mail row as staff see it. */
import type { StaffActor } from "../lib/actor.ts";
import { now } from "../lib/clock.ts";
import { can } from "../lib/permission.ts";
import { historyOf, type EmailItem } from "./entity.ts";
import { emailReason, type EmailSummary } from "./schema.ts";

/** A mail that says by its subject what a check found is for those who may see the checks. */
export const mayRead = ({ role }: StaffActor, { template }: { template: string }): boolean =>
  template !== "kyc-alert" || can(role, "kyc:read");

export const summary = (row: EmailItem): EmailSummary => ({
  id: row.id,
  to: row.to,
  template: row.template,
  subject: row.subject,
  status: row.status,
  clientId: row.clientId || null,
  contactId: row.contactId ?? null,
  queuedAt: row.queuedAt,
  sentAt: row.sentAt ?? null,
  deliveredAt: row.deliveredAt ?? null,
  bouncedAt: row.bouncedAt ?? null,
  complainedAt: row.complainedAt ?? null,
  failedAt: row.failedAt ?? null,
  attempts: row.attempts,
  nextAttemptAt: row.status === "queued" ? (row.nextAttemptAt ?? null) : null,
  reason: row.lastErrorCode === undefined ? null : emailReason(row.lastErrorCode, row.status),
  canResend: row.status !== "queued" && row.propsUntil !== undefined && Date.parse(row.propsUntil) > now(),
  events: historyOf(row),
});
