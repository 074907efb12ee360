/** The review of a client's identity checks: what is shown and what may be asked. Safe for the browser. */
import * as z from "zod";
import { ClientId, ClientStatus, ClientType } from "../client/schema.ts";
import { Suggestion } from "../extraction/schema.ts";
import { DocumentSummary } from "../document/schema.ts";
import { InvitationCreate } from "../invitation/schema.ts";
import { ByHand } from "../kyc/schema.ts";
import { Day, Instant, longText, PageQuery, text } from "../lib/schema.ts";
import { CASE_STATUSES, MORE_ITEMS, OTHER_WAYS, RISK_LEVELS } from "../onboarding/schema.ts";
import { Discrepancy, MatrixRow } from "./match/schema.ts";
import { Check } from "./rule/hit.ts";

export { type Cell, FACTS, type Fact, type MatrixRow, NOT_HELD, SOURCE_WORDS, type Verdict } from "./match/schema.ts";
export { type Check, type Hit, HIT_TYPES, type HitType } from "./rule/hit.ts";

const CaseStatus = z.enum(CASE_STATUSES);
const RiskLevel = z.enum(RISK_LEVELS);
const Said = z.object({ reason: z.string(), by: z.string(), byName: z.string(), at: Instant });

/** `age`: the longest waiting first. `risk`: the highest risk first, and of one risk the longest waiting. */
export const REVIEW_SORTS = ["age", "risk"] as const;

const OfStatus = z.object({ status: CaseStatus.default("pending_approval") });

/** GET /api/kyc: one status, of one risk when asked. */
export const ReviewQuery = PageQuery.extend({
  ...OfStatus.shape,
  risk: RiskLevel.optional(),
  sort: z.enum(REVIEW_SORTS).default("age"),
});
export type ReviewQuery = z.infer<typeof ReviewQuery>;

export const ReviewSummary = z.object({
  clientId: ClientId,
  clientName: z.string(),
  status: CaseStatus,
  since: Instant,
  /** As rated, or as the case's own facts suggest. */
  risk: z.object({ level: RiskLevel, rated: z.boolean() }),
  /** Why a person must look, in a few words each. */
  flags: z.array(z.string()),
  assignedTo: z.string().nullable(),
  review: z.number().int(),
  reviewDueOn: Day.nullable(),
});
export type ReviewSummary = z.infer<typeof ReviewSummary>;

/** GET /api/kyc/count: how many wait for a decision; at most 100 are counted. */
/** All that waits for somebody of the firm, and how many of them for a second approval. */
export const ReviewCount = z.object({ waiting: z.number().int(), secondApproval: z.number().int() });
export type ReviewCount = z.infer<typeof ReviewCount>;

/** GET /api/kyc/counts. */
export const ReviewCountsQuery = OfStatus;
export type ReviewCountsQuery = z.infer<typeof ReviewCountsQuery>;
/** Of each risk at most 100 are counted; `hasMore` when there are more. */
const Counted = z.object({ count: z.number().int(), hasMore: z.boolean() });
export const ReviewCounts = z.object({ high: Counted, medium: Counted, low: Counted });
export type ReviewCounts = z.infer<typeof ReviewCounts>;

export const DECISION_KINDS = [
  "approve",
  "propose",
  "second-approve",
  "send-back",
  "reject",
  "more-asked",
  "take-over",
  "identified",
  "dismiss-hit",
  "rated",
  "reopened",
  "re-review",
  "ended",
  "held",
  "released",
] as const;
/** Something a person decided, and why. Append-only. */
export const ReviewDecision = z.object({
  id: z.string(),
  kind: z.enum(DECISION_KINDS),
  at: Instant,
  by: z.string(),
  byName: z.string(),
  reason: z.string(),
  /** What stood against it, what was asked for, or what was dismissed. */
  details: z.array(z.string()),
});
export type ReviewDecision = z.infer<typeof ReviewDecision>;

/** GET /api/kyc/{id}: everything on which to decide. */
export const Review = z.object({
  clientId: ClientId,
  clientName: z.string(),
  clientType: ClientType,
  clientStatus: ClientStatus,
  companyNumber: z.string().nullable(),
  status: CaseStatus,
  since: Instant,
  version: z.number().int(),
  review: z.number().int(),
  submittedAt: Instant.nullable(),
  attempts: z.number().int(),
  alertAt: Instant.nullable(),
  /** The client was told of an approval: that mail does not go again. */
  isWelcomed: z.boolean(),
  risk: z.object({ level: RiskLevel, ...Said.shape }).nullable(),
  suggested: z.object({ level: RiskLevel, reasons: z.array(z.string()) }),
  reviewDueOn: Day.nullable(),
  more: z
    .object({ message: z.string(), items: z.array(z.enum(MORE_ITEMS)), byName: z.string(), at: Instant })
    .nullable(),
  proposed: Said.extend({ against: z.array(z.string()) }).nullable(),
  decision: z
    .object({
      kind: z.enum(["approved", "rejected"]),
      /** Null when the case was approved by itself. */
      by: z.string().nullable(),
      byName: z.string().nullable(),
      at: Instant,
      reason: z.string().nullable(),
      override: z.boolean(),
    })
    .nullable(),
  relationshipEndedAt: Instant.nullable(),
  legalHold: Said.nullable(),
  /** Why a person decides even if the next check is clean: what is left from before. */
  unsettled: z.array(z.string()),
  /** The client asked to prove who they are without the face check. */
  otherWay: z.object({ way: z.enum(OTHER_WAYS), note: z.string(), byName: z.string(), at: Instant }).nullable(),
  /** What stands against an approval; empty: one person may approve. */
  against: z.array(z.string()),
  matrix: z.array(MatrixRow),
  discrepancies: z.array(Discrepancy),
  /** The drafted report of MLR 2017 reg. 30A. */
  discrepancyReport: z.string().nullable(),
  /** What a machine read on the papers, the best of each field. */
  readings: z.array(Suggestion),
  /** Newest first. */
  checks: z.array(Check),
  answers: z.array(z.object({ section: z.string(), question: z.string(), answer: z.string() })),
  documents: z.array(DocumentSummary),
  /** Newest first; at most 100. */
  history: z.array(ReviewDecision),
  /** Whom the mails about a decision go to; null without an address. */
  mail: z.object({ to: z.string(), contactName: z.string(), firmName: z.string() }).nullable(),
});
export type Review = z.infer<typeof Review>;

/** Ten characters: "fine" and "ok" explain nothing to whoever reads it in five years. */
export const MIN_REASON = 10;
const Reason = longText(2000).pipe(z.string().min(MIN_REASON, `must be at least ${MIN_REASON} characters`));
/** The version of the case that the person looked at. */
const version = z.number().int().min(1);

/** POST /api/kyc/{id}/identify. */
export const Identify = z.strictObject({ version, reason: Reason, ...ByHand.shape });
export type Identify = z.infer<typeof Identify>;

/** Approving, rejecting and everything else that needs no more than a reason. */
export const Reasoned = z.strictObject({ version, reason: Reason });
export type Reasoned = z.infer<typeof Reasoned>;
/** POST …/reopen: a new case, and who is invited to answer. */
export const Reopen = Reasoned.extend(InvitationCreate.shape);
export type Reopen = z.infer<typeof Reopen>;
/** POST …/approve. `override`: approve against what stands against it, with a second person. */
export const Approve = z.strictObject({ version, reason: Reason, override: z.boolean().default(false) });
export type Approve = z.infer<typeof Approve>;
export const RequestMore = z.strictObject({
  version,
  /** To the client, as it stands. */
  message: longText(1000).pipe(z.string().min(MIN_REASON, `must be at least ${MIN_REASON} characters`)),
  items: z.array(z.enum(MORE_ITEMS)).min(1, "must name what is needed").max(MORE_ITEMS.length),
});
export type RequestMore = z.infer<typeof RequestMore>;
export const RateRisk = z.strictObject({ version, level: RiskLevel, reason: Reason });
export type RateRisk = z.infer<typeof RateRisk>;
export const DismissHit = z.strictObject({ reason: Reason });
export type DismissHit = z.infer<typeof DismissHit>;
export const HitParams = z.object({ id: ClientId, checkId: text(64), hitId: text(100) });
