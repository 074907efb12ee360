/** Looking a company up. It writes the cache and the lookup log, and never a client. */
import { actorLabel, requireStaff, tenantId, useActor } from "../lib/actor.ts";
import { now } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { type Cached, readCached } from "./cache.ts";
import { companyNotFound, numberInvalid, toVisible } from "./error.ts";
import { fetchCompany, isFresh, isSince, isWhole } from "./fetch.ts";
import { record, type Outcome, type Request } from "./record.ts";
import { type Company, normaliseCompanyNumber, type Officer } from "./schema.ts";

/**
 * What the register says of a company: from the cache when it is younger than 24 hours, otherwise from the register itself;
 * when that fails, what it said up to 7 days ago (`source: "stale"`).
 *
 * For staff who may look companies up, and for our own jobs working for a firm. Throws `company.number-invalid` (400),
 * `company.not-found` (404), `company.rate-limited` (429, with the time), `company.unavailable` and `company.misconfigured` (503).
 */
export async function lookup(typed: string, { refresh = false } = {}): Promise<Company> {
  if (useActor().kind !== "system") requireStaff("company:lookup");
  const number = normaliseCompanyNumber(typed);
  if (number === null) throw numberInvalid();
  const request: Request = { tenantId: tenantId(), userId: actorLabel(useActor()).id, companyNumber: number };
  const startedMs = now();

  const cached = await readCached(number);
  if (!refresh && isWhole(cached, isFresh)) return answer(request, cached, "cache", { hit: true, asked: false });
  try {
    const fetched = await fetchCompany(request.tenantId, number, refresh, refresh ? isSince(startedMs) : isFresh);
    return await answer(request, fetched.cached, "register", { hit: false, asked: fetched.asked });
  } catch (error) {
    const visible = error instanceof VisibleError ? null : toVisible(error);
    if (!visible) throw error;
    await record(request, { hit: false, asked: true, errorCode: visible.code });
    // What was there before, whole and of one time; a part read just now does not make it newer.
    if (!cached.profile?.value || !isWhole(cached, () => true)) throw visible;
    return toCompany(cached, "stale");
  }
}

/** Logs the outcome, and gives the company or says that there is none. */
async function answer(
  request: Request,
  cached: Cached,
  source: Company["source"],
  outcome: Omit<Outcome, "errorCode">,
): Promise<Company> {
  const missing = !cached.profile?.value;
  await record(request, { ...outcome, errorCode: missing ? "company.not-found" : null });
  if (missing) throw companyNotFound();
  return toCompany(cached, source);
}

/** Puts a whole company together. Its age is that of its oldest part. */
function toCompany(cached: Cached, source: Company["source"]): Company {
  const profile = cached.profile?.value;
  if (!profile) throw companyNotFound();
  const { lists, ...company } = profile;
  const parts = [
    cached.profile,
    lists.officers ? cached.officers : undefined,
    lists.pscs ? cached.pscs : undefined,
    lists.statements ? cached.statements : undefined,
  ].filter((part) => part !== undefined);
  return {
    ...company,
    directors: lists.officers ? (cached.officers?.value.items ?? []).toSorted(servingFirst) : [],
    pscs: lists.pscs
      ? (cached.pscs?.value.items ?? []).toSorted((a, b) => Number(b.isActive) - Number(a.isActive))
      : [],
    pscStatements: lists.statements ? (cached.statements?.value.items ?? []) : [],
    peopleComplete: (cached.officers?.value.complete ?? true) && (cached.pscs?.value.complete ?? true),
    source,
    fetchedAt: new Date(Math.min(...parts.map((part) => part.fetchedAtMs))).toISOString(),
  };
}

/** Serving before resigned, each in the register's order. */
const servingFirst = (a: Officer, b: Officer): number => Number(b.isActive) - Number(a.isActive);
