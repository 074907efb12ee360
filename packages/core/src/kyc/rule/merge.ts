/** What a newer word of the provider's changes on a check: late, doubled and older words change nothing. Pure. */
import { dayOf } from "../../lib/text/day.ts";
import { isCleanResult } from "../../onboarding/index.ts";
import type { Hit, Verification } from "../../provider/lem-verify/verification.ts";
import type { AmlHit, VerificationItem } from "../entity.ts";
import { checksOf, SCORE_FLOOR, UNKNOWN_AML } from "./checks.ts";

/**
 * - `none`: nothing is new.
 * - `changed`: the row changes, the case does not.
 * - `result`: the first result. `ended`: it ended without one.
 * - `alert`: a result there was before is worse now.
 */
export type News = "none" | "changed" | "result" | "ended" | "alert";
export interface Merged {
  row: VerificationItem;
  news: News;
}

/** `at`: ISO, now. */
export function mergeResult(before: VerificationItem, said: Verification, at: string): Merged {
  const nothing: Merged = { row: before, news: "none" };
  const isOlder = before.processedAt !== undefined && (said.processedAt ?? at) <= before.processedAt;
  if (said.status === "pending" || isOlder) return nothing;
  const hits = withHits(before.hits, said.hits, at);
  if (said.status === "failed") {
    if (before.status === "completed" || before.status === "failed") return nothing;
    const { url: _, ...rest } = before;
    const row = { ...rest, hits, status: "failed", errorCode: said.errorCode ?? "unknown" } as const;
    return { row: { ...row, ...optional({ reason: said.reason, processedAt: said.processedAt }) }, news: "ended" };
  }
  const row = completed(before, said, hits, at);
  if (before.status !== "completed") return { row, news: "result" };
  return { row, news: isWorse(before, row, at) ? "alert" : "changed" };
}

/** Somebody who is watched, or was just checked, turned up on a list. */
export function mergeAlert(before: VerificationItem, said: readonly Hit[], at: string): Merged {
  const hits = withHits(before.hits, said, at);
  if (hits.length === before.hits.length) return { row: before, news: "none" };
  const row = { ...before, hits, amlStatus: statusOf(hits) };
  return { row, news: before.status === "completed" ? "alert" : "changed" };
}

function completed(before: VerificationItem, said: Verification, hits: AmlHit[], at: string): VerificationItem {
  const { url: _, errorCode: __, ...rest } = before;
  const { document, biometrics, aml, person } = said;
  const score = (value: number | undefined) =>
    value === undefined ? { passed: false, score: null } : { passed: value >= SCORE_FLOOR, score: value };
  return {
    ...rest,
    status: "completed",
    outcome: said.outcome ?? "refer",
    completedAt: before.completedAt ?? at,
    processedAt: said.processedAt ?? at,
    ...(document ? { document } : {}),
    face: score(biometrics?.facematchScore),
    liveness: score(biometrics?.livenessScore),
    aml: aml
      ? {
          pep: aml.pepMatch,
          sanctions: aml.sanctionsMatch,
          watchlist: aml.watchlistMatch,
          adverseMedia: aml.adverseMediaMatch,
        }
      : (before.aml ?? UNKNOWN_AML),
    amlStatus: screened(aml?.status, hits),
    hits,
    ...(person
      ? {
          person: {
            given: person.forename,
            family: person.surname,
            dateOfBirth: person.dateOfBirth,
            address: person.address,
          },
        }
      : {}),
    ...optional({ reason: said.reason }),
    filesState: before.filesState === "none" ? "wanted" : before.filesState,
  };
}

const optional = (values: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

/** "Clear" beside a name on a list is not clear. */
const screened = (said: "clear" | "match" | "pep" | undefined, hits: readonly AmlHit[]) =>
  hits.length > 0 && (said ?? "clear") === "clear" ? statusOf(hits) : (said ?? "unknown");

const statusOf = (hits: readonly AmlHit[]): "match" | "pep" =>
  hits.every(({ type }) => type === "pep") ? "pep" : "match";

/** As many hits of one check are kept. */
const MAX_HITS = 100;

/** Each once; what somebody dismissed stays dismissed. */
function withHits(known: readonly AmlHit[], said: readonly Hit[], at: string): AmlHit[] {
  const fresh = said.filter((hit, n) => ![...known, ...said.slice(0, n)].some(({ id }) => id === hit.id));
  return [...known, ...fresh.map((hit) => ({ ...hit, at }))].slice(0, MAX_HITS);
}

/** A new hit, or a result that was clean and is not. */
function isWorse(before: VerificationItem, after: VerificationItem, at: string): boolean {
  const clean = (row: VerificationItem) => isCleanResult(checksOf(row, dayOf(at)));
  return after.hits.length > before.hits.length || (clean(before) && !clean(after));
}
