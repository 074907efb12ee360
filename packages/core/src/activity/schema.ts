/** The audit trail: append-only rows of who did what, when. Safe for the browser. */
import * as z from "zod";
import { EmailEvent, EmailStatus } from "../email/schema.ts";
import { Instant } from "../lib/schema.ts";

/** Stable verbs; the words shown are in `summary`. */
export const ACTIVITY_ACTIONS = [
  "client.created",
  "client.updated",
  "client.archived",
  "client.restored",
  "client.onboarding-started",
  "client.people-refreshed",
  "client.activated",
  "client.deactivated",
  "onboarding.invited",
  "onboarding.started",
  "onboarding.submitted",
  "onboarding.verifying",
  "onboarding.result",
  "onboarding.alert",
  "onboarding.approve",
  "onboarding.second-approve",
  "onboarding.send-back",
  "onboarding.reject",
  "onboarding.more-asked",
  "onboarding.take-over",
  "onboarding.reopened",
  "onboarding.re-review",
  "onboarding.ended",
  "onboarding.rated",
  "onboarding.held",
  "onboarding.released",
  "onboarding.assigned",
  "onboarding.reminded",
  "import.started",
  "import.finished",
  "import.cancelled",
  "invoice.created",
  "invoice.updated",
  "invoice.approved",
  "invoice.sent",
  "invoice.voided",
  "invoice.opened",
  "proposal.created",
  "proposal.updated",
  "proposal.previewed",
  "proposal.sent",
  "proposal.reminded",
  "proposal.viewed",
  "proposal.signed",
  "proposal.declined",
  "proposal.expired",
  "service.created",
  "service.updated",
  "payment.recorded",
  "payment.reversed",
  "document.added",
  "document.opened",
  "document.updated",
  "document.deleted",
  "document.restored",
  "document.purged",
  "invitation.sent",
  "invitation.accepted",
  "invitation.revoked",
  "email.resent",
  "email.bounced",
  "email.complained",
  "team.invited",
  "team.joined",
  "team.role-changed",
  "team.removed",
  "team.invitation-revoked",
  "integration.connected",
  "integration.disconnected",
  "integration.reauth-required",
  "integration.updated",
  "firm.created",
  "firm.updated",
  "xero.mapping-saved",
  "xero.matching-finished",
  "xero.client-linked",
] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** One field before and after; null means empty. */
export const Change = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type Change = z.infer<typeof Change>;

export const ActivityEntry = z.object({
  id: z.string(),
  at: Instant,
  entityType: z.string(),
  entityId: z.string(),
  clientId: z.string().nullable(),
  action: z.string(),
  actor: z.object({
    kind: z.enum(["staff", "portal", "provider", "system"]),
    id: z.string(),
    name: z.string().nullable(),
  }),
  summary: z.string(),
  changes: z.array(Change),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;

/** GET /api/clients/{id}/timeline: what people did and what became of the mails, newest first. */
export const TimelineEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("activity"), ...ActivityEntry.shape }),
  z.object({
    kind: z.literal("email"),
    id: z.string(),
    at: Instant,
    emailId: z.string(),
    template: z.string(),
    subject: z.string(),
    to: z.string(),
    status: EmailStatus,
    /** What the provider reported, oldest first. */
    events: z.array(EmailEvent),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
