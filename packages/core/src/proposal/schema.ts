/** Proposals: what may be typed, and what is shown. Money is whole pence. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { NearDay, Quantity, VatRate } from "../invoice/schema.ts";
import { Day, idOf, Instant, longText, PageQuery, text } from "../lib/schema.ts";
import { Billing, PricePence, ServiceDescription, ServiceId, ServiceName } from "../service/schema.ts";
import { PROPOSAL_STATES } from "./rule/state.ts";

export { can as canProposal } from "./rule/state.ts";
export { proposalSum } from "./rule/total.ts";
export { Quantity } from "../invoice/schema.ts";
export { PricePence } from "../service/schema.ts";

export const ProposalId = idOf("pro");
const LineId = idOf("lin");

/** What is shown: the stored state, except that an open one is `expired` once its last day has passed. */
export const ProposalStatus = z.enum(PROPOSAL_STATES);
export type ProposalStatus = z.infer<typeof ProposalStatus>;

/** So that the lines, in every script, fit one item of the table (400 KB). */
export const MAX_LINES = 200;
const MAX_INTRODUCTION = 4000;
const MAX_TERMS = 10_000;

/** `id` of a line that is kept; `serviceId` when it was picked from the catalogue, whose words and price it copies. */
export const LineInput = z.strictObject({
  id: LineId.optional(),
  serviceId: ServiceId.nullish(),
  name: ServiceName,
  description: ServiceDescription.nullish(),
  quantity: Quantity.default("1"),
  unitPricePence: PricePence,
  billing: Billing,
  vatRate: VatRate,
});
export type LineInput = z.infer<typeof LineInput>;

const fields = {
  title: text(160),
  /** The last day on which it can be signed. */
  validUntilOn: NearDay,
  introduction: longText(MAX_INTRODUCTION).nullish(),
  terms: longText(MAX_TERMS).nullish(),
  lines: z
    .array(LineInput)
    .min(1, "must have at least one line")
    .max(MAX_LINES, `must be at most ${MAX_LINES} lines; group what belongs together`),
};

/** POST /api/proposals. Totals are never taken from input. `validUntilOn` defaults to 30 days from today. */
export const ProposalCreate = z.strictObject({ clientId: ClientId, ...fields, validUntilOn: NearDay.optional() });
export type ProposalCreate = z.infer<typeof ProposalCreate>;
export type ProposalCreateInput = z.input<typeof ProposalCreate>;

const Version = z.number().int().min(1);

/** PATCH /api/proposals/{id}: only what changes, and the version it was read at. `null` clears a field; `lines` are all lines. */
export const ProposalUpdate = z.strictObject({ version: Version, ...z.object(fields).partial().shape });
export type ProposalUpdate = z.infer<typeof ProposalUpdate>;
export type ProposalUpdateInput = z.input<typeof ProposalUpdate>;

/** POST /api/proposals/{id}/send, /remind and /expire. */
export const ProposalVersion = z.strictObject({ version: Version });
export type ProposalVersion = z.infer<typeof ProposalVersion>;

/** The SHA-256 of a document's bytes, in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hexadecimal");

const BillingSum = z.object({
  subtotalPence: z.number().int(),
  vatPence: z.number().int(),
  totalPence: z.number().int(),
  vat: z.array(z.object({ vatRate: VatRate, netPence: z.number().int(), vatPence: z.number().int() })),
});
export type BillingSum = z.infer<typeof BillingSum>;

export const ProposalLine = z.object({
  id: LineId,
  serviceId: ServiceId.nullable(),
  name: z.string(),
  description: z.string().nullable(),
  quantity: z.string(),
  unitPricePence: z.number().int(),
  billing: Billing,
  vatRate: VatRate,
  netPence: z.number().int(),
  vatPence: z.number().int(),
});
export type ProposalLine = z.infer<typeof ProposalLine>;

/** One row of the list. Totals are with VAT. */
export const ProposalSummary = z.object({
  id: ProposalId,
  number: z.string(),
  clientId: ClientId,
  /** The client's name when the proposal was last written. */
  clientName: z.string(),
  title: z.string(),
  status: ProposalStatus,
  validUntilOn: Day,
  oneOffPence: z.number().int(),
  monthlyPence: z.number().int(),
  annualPence: z.number().int(),
  /** How many versions were sent; the newest is the one before the client. 0 until it is sent. */
  sentVersion: z.number().int(),
  sentAt: Instant.nullable(),
  viewedAt: Instant.nullable(),
  signedAt: Instant.nullable(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ProposalSummary = z.infer<typeof ProposalSummary>;

/** A version that was sent: never changed afterwards. `documentHash` is null until its PDF is made. */
export const SentVersion = z.object({
  number: z.number().int(),
  sentAt: Instant,
  sentBy: z.string(),
  sentTo: z.string(),
  validUntilOn: Day,
  oneOffPence: z.number().int(),
  monthlyPence: z.number().int(),
  annualPence: z.number().int(),
  documentHash: Sha256.nullable(),
});
export type SentVersion = z.infer<typeof SentVersion>;

/** Who accepted, as the certificate says it. `signedHash` is null until the signed PDF is made. */
export const Signature = z.object({
  /** As typed. */
  name: z.string(),
  /** The name and address of the account that signed. */
  accountName: z.string(),
  email: z.string(),
  capacity: z.string(),
  consent: z.string(),
  at: Instant,
  ip: z.string(),
  userAgent: z.string(),
  documentVersion: z.number().int(),
  documentHash: Sha256,
  signedHash: Sha256.nullable(),
});
export type Signature = z.infer<typeof Signature>;

const offered = {
  introduction: z.string().nullable(),
  terms: z.string().nullable(),
  lines: z.array(ProposalLine),
  sums: z.object({ one_off: BillingSum, monthly: BillingSum, annual: BillingSum }),
  firstYearPence: z.number().int(),
};

/** The record: the words as they are being written, and what was sent so far. */
export const Proposal = z.object({
  ...ProposalSummary.shape,
  ...offered,
  remindedAt: Instant.nullable(),
  declinedAt: Instant.nullable(),
  declineReason: z.string().nullable(),
  expiredAt: Instant.nullable(),
  /** A document is being made: the PDF of the newest version, or the signed one with its certificate. */
  printing: z.enum(["offer", "certificate"]).nullable(),
  /** Newest first. */
  versions: z.array(SentVersion),
  signature: Signature.nullable(),
  createdBy: z.string(),
});
export type Proposal = z.infer<typeof Proposal>;

/** GET /api/proposals: all, of one client, or of one status. */
export const ProposalQuery = PageQuery.extend({
  clientId: ClientId.optional(),
  status: ProposalStatus.optional(),
}).refine((query) => query.clientId === undefined || query.status === undefined, {
  path: ["status"],
  message: "cannot be combined with clientId",
});
export type ProposalQuery = z.infer<typeof ProposalQuery>;

/** What a client sees of it: `revising` while the firm writes the next version. */
export const PortalProposalStatus = z.enum(["revising", ...PROPOSAL_STATES.filter((state) => state !== "draft")]);
export type PortalProposalStatus = z.infer<typeof PortalProposalStatus>;

export const PortalProposalSummary = z.object({
  ...ProposalSummary.omit({ version: true, createdAt: true, updatedAt: true, sentVersion: true }).shape,
  status: PortalProposalStatus,
});
export type PortalProposalSummary = z.infer<typeof PortalProposalSummary>;

/** What the client reads and signs: the newest version that was sent, word by word. */
export const PortalProposal = z.object({
  ...PortalProposalSummary.shape,
  ...offered,
  firmName: z.string(),
  /** What a signature has to name. `documentHash` is null while the PDF is being made. */
  documentVersion: z.number().int(),
  documentHash: Sha256.nullable(),
  /** The words agreed to by ticking the box. */
  consent: z.string(),
  declinedAt: Instant.nullable(),
  declineReason: z.string().nullable(),
  signature: Signature.nullable(),
  /** Whether signing has started taking the client on: what happens next. */
  onboarding: z.boolean(),
});
export type PortalProposal = z.infer<typeof PortalProposal>;

/** GET /api/portal/proposals: `clientId` chooses among the clients of somebody who has several. */
export const PortalProposalQuery = PageQuery.extend({ clientId: ClientId.optional() });
export type PortalProposalQuery = z.infer<typeof PortalProposalQuery>;

/**
 * POST /api/portal/proposals/{id}/sign. `documentVersion` and `documentHash` name exactly what was read. A name other than
 * the account's is taken only when `otherName` says that this is meant; time, address and program come from the request.
 */
export const ProposalSign = z.strictObject({
  documentVersion: Version,
  documentHash: Sha256,
  name: text(120),
  otherName: z.boolean().default(false),
  capacity: text(80),
  consent: z.literal(true, { error: "must be ticked" }),
});
export type ProposalSign = z.infer<typeof ProposalSign>;
export type ProposalSignInput = z.input<typeof ProposalSign>;

/** POST /api/portal/proposals/{id}/decline. */
export const ProposalDecline = z.strictObject({ documentVersion: Version, reason: text(500).nullish() });
export type ProposalDecline = z.infer<typeof ProposalDecline>;

/** GET …/pdf: the PDF of a version that was sent; without one the signed document, the newest version, or the draft's preview. */
export const ProposalPdfQuery = z.object({ version: z.coerce.number().int().min(1).max(9999).optional() });
export type ProposalPdfQuery = z.infer<typeof ProposalPdfQuery>;
