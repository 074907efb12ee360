/** The first page of a pack, for whoever opens it in five years: who, when, why. Pure. */
import type { DocumentItem } from "../../document/entity.ts";
import type { Review } from "../../review/schema.ts";
import { KIND_WORDS } from "../../review/rule/words.ts";
import { SOURCE_WORDS } from "../../review/match/schema.ts";

const when = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
const heading = (title: string): string[] => ["", title, "-".repeat(title.length)];
const orNone = (lines: string[]): string[] => (lines.length > 0 ? lines : ["None."]);

export function summaryOf(
  review: Review,
  papers: readonly Pick<DocumentItem, "name" | "sha256" | "createdAt">[],
): string {
  return [
    `Identity checks of ${review.clientName} (${review.clientId})`,
    ...(review.companyNumber === null ? [] : [`Company number: ${review.companyNumber}`]),
    `Status: ${review.status}, since ${when(review.since)}`,
    `Risk: ${review.risk ? `${review.risk.level}. ${review.risk.reason} (${review.risk.byName || "by rule"}, ${when(review.risk.at)})` : "not rated"}`,
    `Next review: ${review.reviewDueOn ?? "none"}`,
    `Relationship ended: ${review.relationshipEndedAt === null ? "no" : when(review.relationshipEndedAt)}`,
    `Legal hold: ${review.legalHold ? `${review.legalHold.reason} (${review.legalHold.byName})` : "none"}`,
    ...heading("Decision"),
    ...decisionOf(review),
    ...heading("Everything that was decided, the newest first"),
    ...orNone(
      review.history.flatMap(({ at, byName, kind, reason, details }) => [
        `${when(at)}  ${byName} ${KIND_WORDS[kind]}`,
        `  Reason: ${reason}`,
        ...details.map((detail) => `  ${detail}`),
      ]),
    ),
    ...heading("Identity checks"),
    ...orNone(
      review.checks.flatMap(({ startedAt, status, outcome, mode, hits }) => [
        `${when(startedAt)}  ${status}${outcome ? `, ${outcome}` : ""}${mode === "test" ? " (TEST MODE: proves nothing)" : ""}`,
        ...hits.map(
          ({ type, name, dismissed }) =>
            `  ${type}: ${name}; ${dismissed ? `dismissed by ${dismissed.byName} on ${when(dismissed.at)}: ${dismissed.reason}` : "not dismissed"}`,
        ),
      ]),
    ),
    ...heading("What differs between the sources"),
    ...orNone(
      review.matrix.flatMap(({ fact, cells }) =>
        cells
          .filter(({ verdict }) => verdict === "differs")
          .map(({ source, value, reason }) => `${fact}, ${SOURCE_WORDS[source]}: ${value ?? ""}. ${reason}`),
      ),
    ),
    ...heading("Documents"),
    ...orNone(papers.map(({ name, sha256, createdAt }) => `${when(createdAt)}  ${name}  sha256 ${sha256}`)),
    "",
  ].join("\n");
}

function decisionOf({ decision }: Review): string[] {
  if (!decision) return ["None yet."];
  const { kind, by, byName, at, reason, override } = decision;
  if (by === null) return [`${kind} on ${when(at)} by rule: every check, every AML flag and every answer was clean.`];
  return [
    `${kind} on ${when(at)} by ${byName ?? by}${override ? ", as the second approver of an override" : ""}`,
    `Reason: ${reason ?? "none"}`,
  ];
}
