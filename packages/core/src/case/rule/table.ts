/** The transitions: event × status → status, and who may cause it. What is not here is refused. Pure data. */
import { isCleanAnswers, isCleanResult, needsNobody } from "./clean.ts";
import type { CaseEvent, CaseEventType, CaseState, Rule } from "./event.ts";
import type { CaseStatus } from "./status.ts";

type Rules = { readonly [T in CaseEventType]: Rule<Extract<CaseEvent, { type: T }>> };
type Event<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;

const PEOPLE_DECIDE = ["pending_approval", "pending_second_approval"] as const;
const OPEN = ["not_started", "pending_questionnaire", "in_progress", "pending_verification", ...PEOPLE_DECIDE] as const;
const EVERY = [...OPEN, "approved", "rejected", "closed"] as const;

const all = <T extends string>(statuses: readonly CaseStatus[], to: T): Partial<Record<CaseStatus, T>> =>
  Object.fromEntries(statuses.map((status) => [status, to]));

/** A result that was decided on and still stands: only answers were asked again, so a person looks at them. */
const afterSubmit = ({ result }: CaseState): CaseStatus =>
  result === undefined ? "pending_verification" : "pending_approval";

/** R3: approved by itself only when everything is clean. What is not about the check begun last moves nothing. */
function afterResult(state: CaseState, event: Event<"result">): CaseStatus {
  if (state.verificationId !== event.verificationId) return "pending_verification";
  const clean = isCleanResult(event.checks) && isCleanAnswers(state.riskAnswers) && needsNobody(state);
  return clean ? "approved" : "pending_approval";
}

/** Whatever stands against it needs a second person. */
const afterApprove = ({ result }: CaseState, { against }: Event<"approve">): CaseStatus =>
  against.length === 0 && result !== undefined ? "approved" : "pending_second_approval";

export const RULES: Rules = {
  invited: {
    by: ["staff", "system"],
    permission: "invitation:send",
    from: { ...all(EVERY, "stay"), not_started: "pending_questionnaire" },
  },
  started: {
    by: ["portal"],
    from: { not_started: "in_progress", pending_questionnaire: "in_progress", in_progress: "stay" },
  },
  submitted: {
    by: ["portal"],
    from: {
      pending_questionnaire: afterSubmit,
      in_progress: afterSubmit,
      ...all(["pending_verification", ...PEOPLE_DECIDE], "stay"),
    },
  },
  verifying: { by: ["portal", "system"], from: { pending_verification: "stay" } },
  /** Late and doubled results are kept with the verification; they move nothing that a person decided. */
  result: {
    by: ["provider", "system"],
    from: { ...all(EVERY, "stay"), pending_verification: afterResult },
  },
  /** Also takes back a proposed override: whoever proposed it did not know of this. */
  alert: {
    by: ["provider", "system"],
    from: { ...all(EVERY, "stay"), ...all(["pending_second_approval", "approved"], "pending_approval") },
  },
  approve: { by: ["staff"], permission: "kyc:decide", from: { pending_approval: afterApprove } },
  "second-approve": { by: ["staff"], permission: "kyc:override", from: { pending_second_approval: "approved" } },
  "send-back": { by: ["staff"], permission: "kyc:override", from: { pending_second_approval: "pending_approval" } },
  reject: {
    by: ["staff"],
    permission: "kyc:decide",
    from: all(["pending_questionnaire", "in_progress", "pending_verification", ...PEOPLE_DECIDE], "rejected"),
  },
  "more-asked": {
    by: ["staff"],
    permission: "kyc:decide",
    from: all(["pending_verification", ...PEOPLE_DECIDE], "pending_questionnaire"),
  },
  "other-way": { by: ["portal"], from: { pending_verification: "pending_approval" } },
  identified: {
    by: ["staff"],
    permission: "kyc:decide",
    from: { pending_verification: "pending_approval", pending_approval: "stay" },
  },
  "take-over": { by: ["staff"], permission: "kyc:decide", from: { pending_verification: "pending_approval" } },
  reopened: { by: ["staff"], permission: "kyc:decide", from: all(["rejected", "closed"], "pending_questionnaire") },
  "re-review": { by: ["staff", "system"], permission: "kyc:decide", from: { approved: "pending_approval" } },
  ended: {
    by: ["staff"],
    permission: "client:archive",
    from: all([...OPEN, "approved", "rejected"], "closed"),
  },
  rated: { by: ["staff"], permission: "kyc:decide", from: all([...OPEN, "approved"], "stay") },
  held: { by: ["staff"], permission: "kyc:override", from: all(EVERY, "stay") },
  released: { by: ["staff"], permission: "kyc:override", from: all(EVERY, "stay") },
  assigned: { by: ["staff"], permission: "client:write", from: all([...OPEN, "approved"], "stay") },
  reminded: {
    by: ["system"],
    from: all(["pending_questionnaire", "in_progress", "pending_verification"], "stay"),
  },
};
