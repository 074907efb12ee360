/** Writes the lookup log (F97): one row a fact, and the day's sums. A failure to log costs nobody their answer. */
import { DAY_MS, nowIso, today, ttlIn } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { logError } from "../lib/log.ts";
import { CompanyActivityRow, CompanyUsageRow } from "./entity.ts";
import type { CompanyActivity } from "./schema.ts";

/** Long enough to see a season; no longer, because it tells who looked at whom. */
const RETENTION_MS = 90 * DAY_MS;

export interface Request {
  tenantId: string;
  userId: string;
  companyNumber: string;
}

/** One request's outcome: answered by the cache, or not, and then whether the register itself was asked. */
export interface Outcome {
  hit: boolean;
  asked: boolean;
  /** The code of the error; null when it went well. */
  errorCode: string | null;
}

export async function record(request: Request, { hit, asked, errorCode }: Outcome): Promise<void> {
  const success = errorCode === null;
  const actions: CompanyActivity["action"][] = [
    hit ? "cache_hit" : "cache_miss",
    ...(asked ? ["lookup" as const] : []),
  ];
  const rows = actions.map((action) =>
    CompanyActivityRow.put({
      ...request,
      id: newId("reg"),
      at: nowIso(),
      action,
      success,
      ...(errorCode === null ? {} : { errorCode }),
      ttl: ttlIn(RETENTION_MS),
    }).go(),
  );
  const sums = CompanyUsageRow.upsert({ tenantId: request.tenantId, on: today(), ttl: ttlIn(RETENTION_MS) })
    .add({ [hit ? "hits" : "misses"]: 1, ...(asked ? { [success ? "succeeded" : "failed"]: 1 } : {}) })
    .go();
  for (const written of await Promise.allSettled([...rows, sums]))
    if (written.status === "rejected") logError("lookup log not written", written.reason);
}
