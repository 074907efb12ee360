/**
 * What stands against approving a case (R3), in words. Empty: one person may approve. Otherwise approving is an override and
 * needs two. Pure.
 */
import { dayOf } from "../../lib/text/day.ts";
import type { RiskAnswers } from "../../onboarding/index.ts";
import type { CaseState } from "../../case/rule/event.ts";
import type { Check, Hit } from "./hit.ts";

const TYPE_WORDS: Readonly<Record<Hit["type"], string>> = {
  pep: "politically exposed person",
  sanctions: "sanctions list",
  watchlist: "watchlist",
  "adverse-media": "adverse media",
};

export interface Found {
  /** Newest first. */
  checks: readonly Check[];
  riskAnswers: RiskAnswers | undefined;
}

/** Hits of any check that nobody dismissed: a match does not go away with a newer check. */
export const openHits = (checks: readonly Check[]): Hit[] =>
  checks.flatMap(({ hits }) => hits.filter(({ dismissed }) => dismissed === null));

export function standingAgainst({ checks, riskAnswers }: Found): string[] {
  const found = checks.filter(({ outcome }) => outcome !== null);
  const [newest] = found;
  // What a person saw by hand does not undo what a provider found: then two people answer for it.
  const before = newest?.hand ? found.find(({ hand }) => hand === null) : undefined;
  return [
    ...(newest ? failures(newest) : ["No identity check has a result"]),
    ...(before ? failures(before).map((one) => `${one} (before the check by hand)`) : []),
    ...openHits(checks).map(({ type, name }) => `Match not dismissed: ${TYPE_WORDS[type]}, ${name}`),
    ...(riskAnswers ? declared(riskAnswers) : ["The risk questions are not answered"]),
  ];
}

/**
 * A pass with a part that did not pass is no pass; an AML flag without a named hit cannot be dismissed, so it stays. A part that
 * is null the wire never tells: what it says of the whole counts, and the report has the rest.
 */
function failures({ outcome, completedAt, document, face, liveness, amlStatus, hits }: Check): string[] {
  return [
    ...(outcome === "fail" ? ["The identity check failed"] : []),
    ...(outcome === "refer" ? ["The identity check was referred to a person"] : []),
    ...(document?.verified ? doubts(document, completedAt) : ["The document was not verified"]),
    ...(face?.passed === false ? ["The face does not match the document"] : []),
    ...(liveness?.passed === false ? ["It is not sure that a living person was there"] : []),
    ...(amlStatus === "unknown" || (amlStatus !== null && amlStatus !== "clear" && hits.length === 0)
      ? ["The screening is not clear, and names no match"]
      : []),
  ];
}

/** What was wrong, on the day of the check, with a document that the provider verified all the same. */
const doubts = ({ expiryOn, isTest }: NonNullable<Check["document"]>, checkedAt: string | null): string[] => [
  ...(expiryOn === null ? ["It is not known until when the document is valid"] : []),
  ...(expiryOn !== null && checkedAt !== null && expiryOn < dayOf(checkedAt)
    ? ["The document had expired when it was checked"]
    : []),
  ...(isTest ? ["The document is one for tests, and the check is of a real person"] : []),
];

/** MLR 2017 reg. 33 and 35: enhanced measures, and the approval of senior management. */
function declared({ pep, highRiskCountry }: RiskAnswers): string[] {
  return [
    ...(pep ? ["The client declares a politically exposed person"] : []),
    ...(highRiskCountry ? ["The client declares ties to a high-risk country"] : []),
  ];
}

/** What only a person may settle, from before: a clean check does not approve by itself while any of it is left. */
export const unsettled = ({ flaggedAt, reopenedAt }: Pick<CaseState, "flaggedAt" | "reopenedAt">): string[] => [
  ...(reopenedAt === undefined ? [] : ["The client was rejected or had left before, and has a new case"]),
  ...(flaggedAt === undefined ? [] : ["Somebody of this name was on a list before, and no approval has settled it"]),
];
