import { afterAll, expect, it } from "vitest";
import { closeWorld, freshNumber, sandbox, staffOf } from "./testing/world.ts";
import { callers, sumUp } from "./testing/callers.ts";
import { withActor } from "../lib/actor.ts";
import { MINUTE_MS } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { Company } from "./index.ts";

const { seen } = sandbox.incidents;
afterAll(closeWorld);

/** The most requests that arrived within any `windowMs`. */
function mostWithin(windowMs: number, arrivals: readonly number[]): number {
  const sorted = arrivals.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, at] of sorted.entries()) {
    while ((sorted[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

it("lets no more than 600 calls reach the register in any five minutes: 1,000 lookups at once from eight processes", async () => {
  const told = Array.from({ length: 8 }, () => ({
    tenantId: newId("firm"),
    numbers: Array.from({ length: 125 }, freshNumber),
    aheadMs: 0,
  }));
  const outcomes = sumUp(await callers(told));
  const most = mostWithin(
    5 * MINUTE_MS,
    seen.map((request) => request.at),
  );
  expect(most).toBeLessThanOrEqual(600);
  expect(seen.filter((request) => request.status === 429)).toEqual([]);
  expect(Object.values(outcomes).reduce((total, count) => total + count, 0)).toBe(1000);
  // The limit itself was met, and nothing unknown happened: on a busy machine some run out of their own time or of the
  // embedded database's, and are told so.
  expect(most).toBeGreaterThan(100);
  expect(outcomes["company.rate-limited"]).toBeGreaterThan(0);
  const known = ["register", "company.rate-limited", "company.unavailable", "TimeoutError"];
  expect(Object.keys(outcomes).filter((outcome) => !known.includes(outcome))).toEqual([]);

  const { limit } = await withActor(staffOf(told[0]?.tenantId ?? ""), () => Company.usage());
  expect(limit.used).toBeGreaterThan(590);
  expect(limit.used).toBeLessThanOrEqual(600);
  expect(limit.shareUsed).toBeLessThanOrEqual(200);
});
