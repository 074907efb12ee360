/** Onboarding as the browser sees it. Safe for the browser. */
export {
  CASE_STATUSES,
  type CaseStatus,
  MORE_ITEMS,
  type MoreItem,
  RISK_LEVELS,
  type RiskLevel,
  TAKES_ANSWERS,
  WAITS_FOR_CLIENT,
} from "./rule/status.ts";
