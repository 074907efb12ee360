/** Reads a company from the register into the cache: once for all who want it at the moment. */
import { setTimeout as wait } from "node:timers/promises";
import { now } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { OutOfTime, type Register } from "../provider/companies-house/index.ts";
import { withRegister } from "./budget.ts";
import { type Cached, keep, type Kept, type PartName, type Parts, readCached } from "./cache.ts";
import { leaseOf, releaseLease, takeLease } from "./lease.ts";

/** Whether a kept answer will do: fresh, or read since a person pressed refresh. */
export type GoodEnough = (kept: Kept<unknown>) => boolean;

export const isFresh: GoodEnough = (kept) => kept.freshUntilMs > now();
export const isSince =
  (atMs: number): GoodEnough =>
  (kept) =>
    kept.fetchedAtMs >= atMs;

/** The lists a company has by its profile. */
const LISTS = ["officers", "pscs", "statements"] as const satisfies PartName[];

/** Whether everything a company consists of is there and good enough. */
export function isWhole(cached: Cached, goodEnough: GoodEnough): boolean {
  const { profile } = cached;
  if (!profile || !goodEnough(profile)) return false;
  const lists = profile.value?.lists;
  return LISTS.every((list) => !lists?.[list] || (cached[list] !== undefined && goodEnough(cached[list])));
}

/** `asked`: whether this caller's own request went to the register. */
export interface Fetched {
  cached: Cached;
  asked: boolean;
}

const inFlight = new Map<string, Promise<Cached>>();

/**
 * A whole, good enough company: by our own asking, or by waiting for whoever asks already, in this process or in another.
 * Callers of one firm in one process share one promise; others meet at the lease. Throws what `withRegister` throws.
 */
export async function fetchCompany(
  tenantId: string,
  number: string,
  refresh: boolean,
  goodEnough: GoodEnough,
): Promise<Fetched> {
  const key = `${tenantId}|${number}|${refresh}`;
  const running = inFlight.get(key);
  if (running) return { cached: await running, asked: false };
  let asked = false;
  const fetching = once(tenantId, number, goodEnough, () => (asked = true)).finally(() => inFlight.delete(key));
  inFlight.set(key, fetching);
  return { cached: await fetching, asked };
}

/** How long to wait for another asker: until the lease of one that died has run out. With our own asking: 26 s at most. */
const WAIT_MS = 14_000;
const POLL_MS = 100;

async function once(tenantId: string, number: string, goodEnough: GoodEnough, onAsk: () => void): Promise<Cached> {
  const owner = newUlid();
  const until = performance.now() + WAIT_MS;
  while (performance.now() < until) {
    const lease = await takeLease(number, owner);
    if (lease.taken) return await asHolder(tenantId, number, owner, goodEnough, onAsk);
    let waited = await leaseOf(number, lease.by);
    while (waited.state === "held" && performance.now() < until) {
      await wait(POLL_MS);
      waited = await leaseOf(number, lease.by);
    }
    const cached = await readCached(number);
    if (isWhole(cached, goodEnough)) return cached;
    if (waited.state === "failed") throw waited.error;
  }
  throw new OutOfTime("waited for another asker");
}

async function asHolder(
  tenantId: string,
  number: string,
  owner: string,
  goodEnough: GoodEnough,
  onAsk: () => void,
): Promise<Cached> {
  let failure: unknown;
  try {
    const cached = await readCached(number);
    if (isWhole(cached, goodEnough)) return cached;
    onAsk();
    return await withRegister(tenantId, callsFor(cached, goodEnough), (register) =>
      fill(register, number, cached, goodEnough),
    );
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await releaseLease(number, owner, failure);
  }
}

/** How many calls a company will likely take: one for each part that is missing, when the profile says which there are. */
function callsFor(cached: Cached, goodEnough: GoodEnough): number {
  const { profile } = cached;
  if (!profile?.value || !goodEnough(profile)) return 3;
  const { lists } = profile.value;
  const missing = LISTS.filter((list) => lists[list] && !(cached[list] && goodEnough(cached[list])));
  return Math.max(1, missing.length);
}

/** Reads what is missing: the profile first, because it says which lists there are, then those beside each other. */
async function fill(register: Register, number: string, cached: Cached, goodEnough: GoodEnough): Promise<Cached> {
  const profile =
    cached.profile && goodEnough(cached.profile)
      ? cached.profile
      : await keep(number, "profile", await register.profile(number));
  const lists = profile.value?.lists;
  const filled: Cached = { ...cached, profile };

  const read = async <P extends Exclude<PartName, "profile">>(part: P, ask: () => Promise<Parts[P]>): Promise<void> => {
    const kept = cached[part];
    if (!lists?.[part] || (kept && goodEnough(kept))) return;
    Object.assign(filled, { [part]: await keep(number, part, await ask()) });
  };
  const reads = await Promise.allSettled([
    read("officers", () => register.officers(number)),
    read("pscs", () => register.pscs(number)),
    read("statements", () => register.statements(number)),
  ]);
  for (const one of reads) if (one.status === "rejected") throw one.reason;
  return filled;
}
