/**
 * The risk of a client by rules, each with its reason. A suggestion: a person
 * confirms or changes it, and says why (MLR 2017 reg. 18 and 28(12): the extent of measures follows the risk, and the firm
 * can show why). Pure.
 */
import type { CaseState } from "./event.ts";
import type { RiskLevel } from "./status.ts";

export interface RiskFacts {
  /** The client's own answers; null while not answered. */
  answers: { pep: boolean; highRiskCountry: boolean; cashIntensive: boolean } | null;
  /** AML hits that nobody dismissed, by type. */
  hits: readonly string[];
  /** Hits that somebody dismissed, by type. */
  dismissed: readonly string[];
  /** Null without a result. */
  outcome: "pass" | "refer" | "fail" | null;
  /** Rows of the matrix that differ. */
  differences: number;
  discrepancies: number;
}

export interface RiskSuggestion {
  level: RiskLevel;
  /** In words, the gravest first; never empty. */
  reasons: string[];
}

const RULES: readonly [RiskLevel, (facts: RiskFacts) => boolean, string][] = [
  ["high", ({ hits }) => hits.includes("sanctions"), "A sanctions match is not dismissed."],
  ["high", ({ hits }) => hits.includes("pep"), "A match with a politically exposed person is not dismissed (reg. 35)."],
  [
    "high",
    ({ hits }) => hits.some((type) => type !== "sanctions" && type !== "pep"),
    "A watchlist or adverse media match is not dismissed.",
  ],
  ["high", ({ answers }) => answers?.pep === true, "The client declares a politically exposed person (reg. 35)."],
  [
    "high",
    ({ answers }) => answers?.highRiskCountry === true,
    "The client declares ties to a high-risk country (reg. 33).",
  ],
  ["high", ({ outcome }) => outcome === "fail", "The identity check failed."],
  ["medium", ({ answers }) => answers?.cashIntensive === true, "The business takes much cash."],
  ["medium", ({ outcome }) => outcome === "refer", "The identity check was referred."],
  ["medium", ({ dismissed }) => dismissed.length > 0, "An AML match was dismissed."],
  ["medium", ({ discrepancies }) => discrepancies > 0, "The owners declared differ from the register."],
  ["medium", ({ differences }) => differences > 0, "Sources differ about the person or the company."],
  ["medium", ({ answers }) => answers === null, "The risk questions are not answered."],
  ["medium", ({ outcome }) => outcome === null, "There is no result of an identity check."],
];

/** The highest level of any rule that holds, with the reasons of every rule that does. */
export function suggestRisk(facts: RiskFacts): RiskSuggestion {
  const found = RULES.filter(([, holds]) => holds(facts));
  const reasons = found.map(([, , words]) => words);
  return found[0] ? { level: found[0][0], reasons } : { level: "low", reasons: ["Nothing raises the risk."] };
}

/** As it was rated, or as the case's own facts suggest until it is: without its checks, enough to say whom to look at first. */
export function riskOf(state: Pick<CaseState, "risk" | "riskAnswers" | "result" | "alertAt" | "flaggedAt">): {
  level: RiskLevel;
  rated: boolean;
} {
  const { risk, riskAnswers, result, alertAt, flaggedAt } = state;
  if (risk) return { level: risk.level, rated: true };
  const { level } = suggestRisk({
    answers: riskAnswers ?? null,
    hits: alertAt !== undefined || flaggedAt !== undefined || result?.flagged ? ["watchlist"] : [],
    dismissed: [],
    outcome: result ? outcomeOf(result) : null,
    differences: 0,
    discrepancies: 0,
  });
  return { level, rated: false };
}

const outcomeOf = ({ clean, failed }: NonNullable<CaseState["result"]>): "pass" | "refer" | "fail" =>
  clean ? "pass" : failed ? "fail" : "refer";
