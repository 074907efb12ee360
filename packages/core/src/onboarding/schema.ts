/** Onboarding as the browser sees it. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { ReadPlace } from "../extraction/schema.ts";
import { Instant, PageQuery, pageOf } from "../lib/schema.ts";
import { Question } from "./question/kind.ts";
import { AnswerInput } from "./question/value.ts";
import { CASE_STATUSES, MORE_ITEMS, RISK_LEVELS } from "../case/rule/status.ts";

export {
  CASE_STATUSES,
  type CaseStatus,
  MORE_ITEMS,
  type MoreItem,
  OTHER_WAYS,
  type OtherWay,
  RISK_LEVELS,
  type RiskLevel,
  TAKES_ANSWERS,
  WAITS_FOR_CLIENT,
} from "../case/rule/status.ts";
export { type ListField, Question } from "./question/kind.ts";
export { ADDRESS_FIELDS, type AnswerValue, MAX_ENTRIES } from "./question/value.ts";

export const AnswerSource = z.enum(["typed", "document", "register"]);

/** What the client confirmed. */
export const Answer = z.object({
  value: AnswerInput,
  source: AnswerSource,
  /** Where it stood, for what was taken from a document or a register. */
  reason: z.string().nullable(),
  /** Where on a document. */
  place: ReadPlace.nullable(),
  confirmedAt: Instant,
  confirmedBy: z.string(),
  /** Which wording was agreed to. */
  wording: z.string().nullable(),
  version: z.number().int(),
});
export type Answer = z.infer<typeof Answer>;

/** What is known already, to be checked and confirmed by the client. */
export const SuggestedAnswer = z.object({
  value: AnswerInput,
  source: z.enum(["document", "register"]),
  /** Stands in the form already; otherwise it is offered beside it. */
  isFilled: z.boolean(),
  reason: z.string(),
  place: ReadPlace.nullable(),
});

export const AskedQuestion = Question.extend({
  answer: Answer.nullable(),
  /** Only while there is no answer. */
  suggestion: SuggestedAnswer.nullable(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

export const AskedSection = z.object({
  key: z.string(),
  title: z.string(),
  questions: z.array(AskedQuestion),
  /** Required questions, and how many of them are answered. */
  required: z.number().int(),
  answered: z.number().int(),
});
export type AskedSection = z.infer<typeof AskedSection>;

/**
 * Where the client stands, in the client's words: to answer, to verify, with the firm, done. A review of somebody who is a
 * client already shows as `approved`: the client is not to hear of it (POCA 2002 s. 333A).
 */
export const PORTAL_STAGES = ["answer", "verify", "review", "approved", "not_approved", "closed"] as const;
export const PortalStage = z.enum(PORTAL_STAGES);
export type PortalStage = z.infer<typeof PortalStage>;

/** GET /api/portal/onboarding. */
export const PortalOnboarding = z.object({
  clientId: ClientId,
  clientName: z.string(),
  firmName: z.string(),
  stage: PortalStage,
  sections: z.array(AskedSection),
  /** What the firm asks for again. */
  more: z.object({ message: z.string(), items: z.array(z.enum(MORE_ITEMS)), at: Instant }).nullable(),
  submittedAt: Instant.nullable(),
  /** The client's own reference, for a call or a mail. */
  reference: z.string(),
});
export type PortalOnboarding = z.infer<typeof PortalOnboarding>;

const OfClient = z.object({ clientId: ClientId.optional() });

/** Which of the person's clients; the first without. */
export const PortalOnboardingQuery = OfClient;
export type PortalOnboardingQuery = z.infer<typeof PortalOnboardingQuery>;

/** PATCH /api/portal/onboarding: one answer, and the version it was read at (0 when there was none). */
export const PortalAnswer = z.strictObject({
  ...OfClient.shape,
  key: z.string().max(60),
  value: AnswerInput,
  version: z.number().int().min(0),
});
export type PortalAnswer = z.infer<typeof PortalAnswer>;

/** POST /api/portal/onboarding/submit. */
export const PortalSubmit = z.strictObject(OfClient.shape);
export type PortalSubmit = z.infer<typeof PortalSubmit>;

/** One case of the board: GET /api/onboarding. */
export const CaseSummary = z.object({
  id: z.string(),
  clientId: ClientId,
  clientName: z.string(),
  status: z.enum(CASE_STATUSES),
  since: Instant,
  targetOn: z.string(),
  assignedTo: z.string().nullable(),
  risk: z.enum(RISK_LEVELS).nullable(),
  /** A monitoring alert nobody has decided on. */
  hasAlert: z.boolean(),
  version: z.number().int(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;
export const CasePage = pageOf(CaseSummary);
export const CaseQuery = PageQuery.extend({ status: z.enum(CASE_STATUSES).default("pending_approval") });
export type CaseQuery = z.infer<typeof CaseQuery>;

/** GET /api/onboarding/board: `items` are the first of a column, longest there first. */
export const Board = z.object({
  columns: z.array(
    z.object({
      status: z.enum(CASE_STATUSES),
      count: z.number().int(),
      /** There are more than `count`. */
      hasMore: z.boolean(),
      items: z.array(CaseSummary),
    }),
  ),
});
export type Board = z.infer<typeof Board>;

/** GET /api/clients/{id}/onboarding. */
export const CaseRecord = z.object({
  ...CaseSummary.shape,
  /** False for a client from before, who has not been asked anything: the rest is then as it would begin. */
  exists: z.boolean(),
  invitedAt: Instant.nullable(),
  inviteeName: z.string().nullable(),
  inviteeEmail: z.string().nullable(),
  startedAt: Instant.nullable(),
  submittedAt: Instant.nullable(),
  reminders: z.number().int(),
  remindedAt: Instant.nullable(),
  review: z.number().int(),
  more: z
    .object({ message: z.string(), items: z.array(z.enum(MORE_ITEMS)), byName: z.string(), at: Instant })
    .nullable(),
  decision: z.object({ kind: z.enum(["approved", "rejected"]), byName: z.string().nullable(), at: Instant }).nullable(),
  sections: z.array(AskedSection),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

/** PATCH /api/clients/{id}/onboarding. */
export const CaseAssign = z.strictObject({
  version: z.number().int().min(1),
  assignedTo: z.string().trim().min(1).max(64).nullable(),
});
export type CaseAssign = z.infer<typeof CaseAssign>;
