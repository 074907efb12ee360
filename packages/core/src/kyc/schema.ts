/** Identity checks as the client's own person sees them. Safe for the browser. Nothing here tells what a list said (tipping off). */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { DocumentId } from "../document/schema.ts";
import { Day, Instant, longText, text } from "../lib/schema.ts";
import { MORE_ITEMS, OTHER_WAYS } from "../onboarding/schema.ts";

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
  /** Of `review`: the client asked to prove who they are without the face check. */
  otherWay: z.object({ way: z.enum(OTHER_WAYS), at: Instant }).nullable(),
});
export type PortalVerification = z.infer<typeof PortalVerification>;

/** POST /api/portal/verification/other-way: without a camera, or without one's face being compared. */
export const OtherWayAsked = z.strictObject({
  clientId: ClientId.optional(),
  way: z.enum(OTHER_WAYS),
  /** What the firm should know: when, where, what helps. */
  note: longText(500).default(""),
});
export type OtherWayAsked = z.infer<typeof OtherWayAsked>;

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

/** What a person may be identified on. */
export const HAND_DOCUMENTS = ["passport", "driving_licence", "national_identity_card"] as const;

/** How a person of the firm verified an identity without a provider: MLR 2017 reg. 28(18) and 40(2). */
export const ByHand = z.strictObject({
  way: z.enum(OTHER_WAYS),
  seenOn: Day,
  document: z.strictObject({
    type: z.enum(HAND_DOCUMENTS),
    number: text(40),
    issuedBy: text(60),
    /** Null when it has none. */
    expiresOn: Day.nullable(),
  }),
  /** As printed on it: compared with the answers and the register like everything that is said of the client. */
  person: z.strictObject({ givenNames: text(120), surname: text(120), bornOn: Day }),
  /** The photo is of the person, whom they met or whose likeness is certified. */
  likeness: z.literal(true, "must be confirmed: without it the document proves nothing"),
  /** Who certified the copies. */
  certifier: z.strictObject({ name: text(120), capacity: text(160), on: Day }).nullable(),
  /** Sanctions lists and politically exposed persons, in place of the provider's screening. */
  screening: z.strictObject({ source: text(160), on: Day, clear: z.boolean() }),
  /** The copies that are kept. */
  documentIds: z.array(DocumentId).min(1, "must name at least one copy that is kept").max(10),
});
export type ByHand = z.infer<typeof ByHand>;
