/** Asking the provider for a result: after an event, when none came for a day, and nightly as long as it keeps them. */
import { DAY_MS, isoIn, MINUTE_MS, nowIso } from "../../lib/clock.ts";
import { logError } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { lemVerify, type Verification } from "../../provider/lem-verify/index.ts";
import { change, set } from "../change.ts";
import type { VerificationItem } from "../entity.ts";
import { backoffMs, POLL_AFTER_MS, PROVIDER_KEEPS_MS, RECONCILE_EVERY_MS } from "../rule/due.ts";
import { mergeResult, type Merged } from "../rule/merge.ts";

/** The provider may need a little longer than its own deadline to say so. */
const GRACE_MS = 10 * MINUTE_MS;

/** Fetches once and applies; a failure comes back later, a hundred times less often. Answers what came of it. */
export async function refresh(row: VerificationItem): Promise<string> {
  const { clientId, id, providerId } = row;
  if (providerId === undefined) return (await change(clientId, id, abandoned))?.news ?? "gone";
  let said: Verification | null;
  try {
    said = await lemVerify(row.tenantId).getVerification(providerId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return failed(row, error);
  }
  if (said.clientReference !== null && said.clientReference !== id) {
    // Our own key told us of another check under this id: nothing of it may be believed.
    logError("the provider mixed up two checks", new Error("reference mismatch"), { entityId: id });
    said = null;
  }
  const done = await change(clientId, id, (current) => afterwards(current, said));
  return done?.news ?? "gone";
}

/** Begun and never opened: the client did not come back to it. */
const abandoned = (row: VerificationItem): Merged => {
  const { refreshAt: _, ...rest } = row;
  return row.status === "starting"
    ? { row: { ...rest, status: "failed", errorCode: "session_expired" }, news: "ended" }
    : { row: rest, news: "changed" };
};

function afterwards(row: VerificationItem, said: Verification | null): Merged {
  const at = nowIso();
  const { lastError: _, ...fine } = row;
  const base: VerificationItem = { ...fine, refreshTries: 0 };
  const merged = said ? mergeResult(base, said, at) : { row: base, news: "none" as const };
  if (merged.news === "result" || merged.news === "ended") return merged;
  const isOver =
    row.status === "pending" && row.expiresAt !== undefined && Date.parse(row.expiresAt) + GRACE_MS <= Date.parse(at);
  if (isOver) {
    const { url: __, ...rest } = base;
    return { row: { ...rest, status: "failed", errorCode: "session_expired" }, news: "ended" };
  }
  const next = nextAt(merged.row);
  const { refreshAt: ___, ...waits } = merged.row;
  return {
    row: next === null ? waits : { ...waits, refreshAt: next },
    news: merged.news === "none" ? "changed" : merged.news,
  };
}

/** When to ask again; null for never. */
function nextAt({ status, expiresAt, completedAt, wire }: VerificationItem): string | null {
  if (status === "pending" && expiresAt !== undefined) {
    const end = new Date(Date.parse(expiresAt) + GRACE_MS).toISOString();
    return [isoIn(POLL_AFTER_MS), end].toSorted()[0] ?? end;
  }
  if (status !== "completed" || completedAt === undefined || wire === "published") return null;
  const next = isoIn(RECONCILE_EVERY_MS);
  return Date.parse(next) < Date.parse(completedAt) + PROVIDER_KEEPS_MS ? next : null;
}

async function failed(row: VerificationItem, error: ProviderError): Promise<string> {
  const { kind, details } = error;
  const code = details.providerCode ?? kind;
  await change(row.clientId, row.id, (current) => {
    if (code === "verification_not_found" && current.status === "pending") {
      const { url: _, ...rest } = current;
      return { row: { ...rest, status: "failed", errorCode: code }, news: "ended" };
    }
    if (kind === "rejected") return set(current, { lastError: code, refreshAt: undefined });
    const waitMs = Math.max(details.retryAfterMs ?? 0, kind === "auth" ? DAY_MS / 24 : backoffMs(current.refreshTries));
    return set(current, { lastError: code, refreshAt: isoIn(waitMs), refreshTries: current.refreshTries + 1 });
  });
  return `failed-${kind}`;
}
