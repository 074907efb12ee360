/** Identity checks as the client's own person sees them. Safe for the browser. Nothing here tells what a list said (tipping off). */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { Instant } from "../lib/schema.ts";
import { MORE_ITEMS } from "../onboarding/schema.ts";

/** Paid attempts of one review; then a person of the firm takes over. */
export const MAX_ATTEMPTS = 3;
/** The provider's list price of one check, in pence. */
export const CHECK_PRICE_PENCE = 100;

/**
 * - `not-ready`: there is something to do before. `ready`: it can begin. `starting`: it is being asked for.
 * - `open`: the page of the provider waits, or the result is on its way.
 * - `not-completed`: it ended without a result. `expired`: the link did. Both can begin again while `attemptsLeft`.
 * - `review`: a person of the firm looks. `passed`: approved. `more-needed`: the firm asked for something.
 * - `closed`: the firm has decided otherwise, or the relationship ended.
 */
export const VERIFICATION_STATES = [
  "not-ready",
  "ready",
  "starting",
  "open",
  "not-completed",
  "expired",
  "review",
  "passed",
  "more-needed",
  "closed",
] as const;

/** GET and POST /api/portal/verification. */
export const PortalVerification = z.object({
  clientId: ClientId,
  clientName: z.string(),
  firmName: z.string(),
  state: z.enum(VERIFICATION_STATES),
  /** The provider's page, while it can be used. */
  url: z.url().nullable(),
  expiresAt: Instant.nullable(),
  attemptsLeft: z.number().int(),
  /** Checks are of test documents and mean nothing. */
  isTest: z.boolean(),
  /** Of `not-completed`: why it ended. */
  ended: z.enum(["document-expired", "stopped"]).nullable(),
  /** Of `more-needed`: what the firm wrote. */
  message: z.string().nullable(),
  items: z.array(z.enum(MORE_ITEMS)),
});
export type PortalVerification = z.infer<typeof PortalVerification>;

/** Without `clientId` for the person's first client. */
export const VerificationQuery = z.object({ clientId: ClientId.optional() });
export type VerificationQuery = z.infer<typeof VerificationQuery>;
/** The wording that a person agrees to before their face is compared (special category data, UK GDPR Art. 9): change it with the page's words. */
export const FACE_CONSENT_WORDING = "2026-11";
export const VerificationStart = z.strictObject({
  clientId: ClientId.optional(),
  faceConsent: z.literal(true, "must be given before the check: there is another way without it"),
});
export type VerificationStart = z.infer<typeof VerificationStart>;
