/** Whether anything stands against approving without a person (R3). Pure; safe for the browser. */
import type { CaseState, Checks, RiskAnswers } from "./event.ts";

/** An AML flag of any kind. */
export const isFlagged = ({ aml }: Pick<Checks, "aml">): boolean =>
  aml.pep || aml.sanctions || aml.watchlist || aml.adverseMedia;

/** Document, face and liveness passed, and no AML flag of any kind. */
export const isCleanResult = ({ outcome, document, face, liveness, aml }: Checks): boolean =>
  outcome === "pass" && document && face && liveness && !isFlagged({ aml });

/** The client's own answers are all "no". Missing answers are not "no". */
export const isCleanAnswers = (answers: RiskAnswers | undefined): boolean =>
  answers !== undefined && !answers.pep && !answers.highRiskCountry && !answers.cashIntensive;

/** Nothing is left from before that a person has to settle, whatever a new check says: alert, match, an earlier case. */
export const needsNobody = ({ alertAt, flaggedAt, reopenedAt }: CaseState): boolean =>
  alertAt === undefined && flaggedAt === undefined && reopenedAt === undefined;

/** What stands against an approval, in words; `found` is what the reviewers' own records say. */
export const standing = ({ result }: Pick<CaseState, "result">, found: readonly string[]): string[] => [
  ...found,
  ...(result === undefined ? ["There is no result of an identity check"] : []),
];
