/**
 * Mail as the rest of the product and the browser see it: templates with their props, statuses, the shapes of lists.
 * Web-safe: zod only.
 */
import * as z from "zod";

export {
  kycApprovedLetter,
  kycMoreLetter,
  kycOtherWayLetter,
  kycRejectedLetter,
  onboardingInvitationLetter,
} from "./letter/kyc.ts";
export { type InvoiceLetterProps, invoiceLetter, type Letter } from "./letter/invoice.ts";

/** In the order of the life of a mail; `failed` never left, `bounced` and `complained` came back. */
export const EMAIL_STATUSES = ["queued", "sent", "delivered", "bounced", "complained", "failed"] as const;
export const EmailStatus = z.enum(EMAIL_STATUSES);
export type EmailStatus = z.infer<typeof EmailStatus>;

/** One recipient. 254 is the longest address SMTP carries (RFC 5321 §4.5.3.1). */
export const EmailAddress = z.email().max(254);

const name = z.string().trim().min(1).max(200);
const url = z.url({ protocol: /^https?$/ }).max(2000);
const instant = z.iso.datetime();
const proposal = {
  firmName: name,
  clientName: name,
  contactName: name,
  number: name,
  title: name,
  validUntilOn: z.iso.date(),
  url,
};

const otherWay = z.enum(["in-person", "certified-copies"]);
const kyc = { firmName: name, clientName: name, contactName: name, url };

/** What each template needs. Links are checked against the product's own origin when the mail is made. */
export const EMAIL_PROPS = {
  "portal-invitation": z.object({
    firmName: name,
    clientName: name,
    contactName: name,
    url,
    expiresAt: instant,
  }),
  "staff-invitation": z.object({ firmName: name, inviterName: name, role: name, url, expiresAt: instant }),
  "verify-email": z.object({ name, url }),
  "reset-password": z.object({ name, url, expiresAt: instant }),
  invoice: z.object({
    firmName: name,
    clientName: name,
    contactName: name.optional(),
    number: z.string().min(1).max(20),
    totalPence: z.number().int(),
    duePence: z.number().int(),
    dueOn: z.iso.date(),
    poNumber: z.string().max(50).optional(),
    message: z.string().max(1000).optional(),
    url,
    expiresAt: instant,
  }),
  "existing-account": z.object({ name, signInUrl: url, resetUrl: url }),
  "connection-broken": z.object({
    name,
    firmName: name,
    orgName: z.string().trim().min(1).max(300),
    state: z.enum(["reauth_required", "disconnected"]),
    url,
    at: instant,
  }),
  "proposal-sent": z.object(proposal),
  "proposal-reminder": z.object(proposal),
  /** To the client's contact. `url`: the portal's sign-in (F37). */
  "kyc-approved": z.object(kyc),
  /** `url`: a single-use link, until `expiresAt`. */
  "onboarding-invitation": z.object({ ...kyc, expiresAt: instant }),
  "kyc-rejected": z.object(kyc),
  /** `url`: the questionnaire. */
  "kyc-more": z.object({ ...kyc, message: z.string().trim().min(1).max(1000), items: z.array(name).max(20) }),
  /** To who was invited. `step`: what is waited for; `url`: the questionnaire. */
  "onboarding-reminder": z.object({ ...kyc, step: z.enum(["questionnaire", "verification"]) }),
  /** To owners and admins. `on`: the day of the deletion; `url`: the client. */
  "evidence-notice": z.object({ name, firmName: name, clientName: name, on: z.iso.date(), url }),
  /** To the firm's owner and whoever the case is assigned to. `url`: the case. */
  "kyc-other-way": z.object({ ...kyc, way: otherWay }),
  "kyc-other-way-staff": z.object({ name, firmName: name, clientName: name, url, way: otherWay }),
  "kyc-alert": z.object({ name, firmName: name, clientName: name, url }),
} as const;

export type EmailTemplate = keyof typeof EMAIL_PROPS;
export type EmailProps<T extends EmailTemplate> = z.infer<(typeof EMAIL_PROPS)[T]>;
export const EMAIL_TEMPLATES = Object.keys(EMAIL_PROPS) as EmailTemplate[];

/** A mail to be sent. `tenantId` is `"g"` for mail that belongs to no firm (sign-up, password reset). */
export interface EmailInput<T extends EmailTemplate> {
  tenantId: string;
  to: string;
  template: T;
  props: EmailProps<T>;
  clientId?: string | undefined;
  contactId?: string | undefined;
}

/** The tenant of mail that belongs to no firm. */
export const NO_FIRM = "g";

/** Why a mail did not arrive, in words for staff, by `lastErrorCode`. */
export const EMAIL_REASONS: Readonly<Record<string, string>> = {
  "address-suppressed":
    "An earlier mail to this address bounced or was reported as spam, so it was not sent. Check the address with the client, or allow it again.",
  "link-expired": "The link in this mail ran out before it could be sent. Send a new invitation or link.",
  "props-gone": "What this mail would have said is no longer kept. Send a new one.",
  unsure: "The mail service did not say whether it took this mail, and can no longer be asked. Send a new one.",
  exhausted: "Sending this mail failed too often. Send a new one.",
  daily_quota_exceeded: "The mail service's quota for today is used up, so this mail goes out tomorrow.",
  monthly_quota_exceeded: "The mail service's quota for this month is used up.",
  rate_limit_exceeded: "The mail service is taking no more mail right now.",
  missing_api_key: "The mail service refuses our key. Set RESEND_API_KEY.",
  invalid_api_key: "The mail service refuses our key. Check RESEND_API_KEY.",
  restricted_api_key: "Our key for the mail service may not send mail. Check RESEND_API_KEY.",
  unverified_domain:
    "The sender's domain is not verified with the mail service. Verify it, or check RESEND_FROM_EMAIL.",
  invalid_from_address: "The sender's address is refused by the mail service. Check RESEND_FROM_EMAIL.",
  "circuit-open": "The mail service keeps failing.",
  validation_error: "The mail service refuses this mail or its address.",
  unavailable: "The mail service did not answer.",
  contract: "The mail service answered something unexpected.",
  bounced: "The recipient's mail server refused this mail. Check the address.",
  "bounced-transient": "The recipient's mail server refused this mail for now: the mailbox may be full.",
  complained: "The recipient reported this mail as spam.",
  suppressed: "The mail service does not deliver to this address any more.",
  "provider-failed": "The mail service took this mail but could not send it.",
};

/** Why, in words: for a code, or a fixed sentence for one that has none of its own; and what happens next. */
export function emailReason(code: string, status: EmailStatus): string {
  const why = EMAIL_REASONS[code] ?? "The mail service refused this mail.";
  return status === "queued" ? `${why} It is tried again.` : why;
}

/** One thing that happened to a mail at the provider. */
export const EmailEvent = z.object({ at: z.string(), type: z.string(), detail: z.string().exactOptional() });
export type EmailEvent = z.infer<typeof EmailEvent>;

/** A row of the email log. Never holds what the mail said. */
export const EmailSummary = z.object({
  id: z.string(),
  to: z.string(),
  template: z.enum(EMAIL_TEMPLATES),
  subject: z.string(),
  status: EmailStatus,
  clientId: z.string().nullable(),
  contactId: z.string().nullable(),
  queuedAt: z.string(),
  sentAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  bouncedAt: z.string().nullable(),
  complainedAt: z.string().nullable(),
  failedAt: z.string().nullable(),
  /** How often sending was tried. */
  attempts: z.number().int(),
  /** When a queued mail is tried next. */
  nextAttemptAt: z.string().nullable(),
  /** Why it did not arrive or has not left, in words. */
  reason: z.string().nullable(),
  /** Whether it can be sent again as it is. */
  canResend: z.boolean(),
  /** Oldest first; at most 20. */
  events: z.array(EmailEvent),
});
export type EmailSummary = z.infer<typeof EmailSummary>;

/** Filters of the email log. */
export const EmailListQuery = z.object({
  clientId: z.string().max(64).optional(),
  status: EmailStatus.optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type EmailListQuery = z.infer<typeof EmailListQuery>;

/** Whether mail to an address arrives, as far as this firm has seen. */
export type AddressState = { state: "ok" } | { state: "bounced" | "complained"; at: string; emailId: string };
