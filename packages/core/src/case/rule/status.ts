/** The states of taking a client on, and what they mean. Safe for the browser. */

/**
 * `pending_questionnaire` waits for the client, `in_progress` is being answered, `pending_verification` is submitted with
 * the identity check open, `pending_approval` waits for a person of the firm, `pending_second_approval` for another one.
 */
export const CASE_STATUSES = [
  "not_started",
  "pending_questionnaire",
  "in_progress",
  "pending_verification",
  "pending_approval",
  "pending_second_approval",
  "approved",
  "rejected",
  "closed",
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** The client has to do something: these are reminded. */
export const WAITS_FOR_CLIENT: ReadonlySet<CaseStatus> = new Set([
  "pending_questionnaire",
  "in_progress",
  "pending_verification",
]);

/** The client may change answers. */
export const TAKES_ANSWERS: ReadonlySet<CaseStatus> = new Set(["not_started", "pending_questionnaire", "in_progress"]);

/** What a reviewer may ask for again. */
export const MORE_ITEMS = ["answers", "document", "verification"] as const;
export type MoreItem = (typeof MORE_ITEMS)[number];

/** How somebody proves who they are without their face being compared by machine. */
export const OTHER_WAYS = ["in-person", "certified-copies"] as const;
export type OtherWay = (typeof OTHER_WAYS)[number];

export const RISK_LEVELS = ["low", "medium", "high"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];
