/** A result as the integrations reference prints it. What it does not print is at the end, and optional to read. */
import type { Check, HitType, Result } from "../check.ts";

export function referenceResult(check: Check, result: Result | undefined) {
  const has = (type: HitType) => result?.hits.some((hit) => hit.type === type) ?? false;
  const onList = has("sanctions") || has("watchlist") || has("adverse-media");
  return {
    id: check.id,
    status: result?.status ?? "pending",
    outcome: result?.outcome ?? null,
    document: result?.paper
      ? {
          type: result.paper.type,
          verified: result.paper.verified,
          number: result.paper.number,
          expiryDate: result.paper.expiryDate,
        }
      : null,
    biometrics:
      result?.facematchScore == null
        ? null
        : { facematchScore: result.facematchScore, livenessScore: result.livenessScore },
    aml:
      result?.paper && check.amlChecks
        ? {
            status: onList ? "match" : has("pep") ? "pep" : "clear",
            pepMatch: has("pep"),
            sanctionsMatch: has("sanctions"),
            watchlistMatch: has("watchlist"),
            adverseMediaMatch: has("adverse-media"),
            hits: result.hits,
          }
        : null,
    clientReference: check.clientReference,
    expiresAt: new Date(check.expiresAtMs).toISOString(),
    processedAt: result ? new Date(result.atMs).toISOString() : null,
    person: result?.person ?? null,
    error: result?.error ? { code: result.error, message: result.reason ?? "The session has expired." } : null,
    ...(result?.reason ? { reason: result.reason } : {}),
  };
}
