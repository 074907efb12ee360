import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { withClock } from "../clock.ts";
import { newId } from "../id.ts";
import { hold, take, usage, type Limit } from "./limiter.ts";

const WINDOW_MS = 300_000;
/** How late a granted call may reach the provider; what the limiter allows for. */
const LATENESS_MS = 20_000;
const START = Date.UTC(2026, 0, 1);

let limit: Limit;
beforeEach(() => {
  limit = { name: newId("limit"), limit: 10, windowMs: WINDOW_MS, shareLimit: 6 };
});
const at = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => ms, fn);

/** The most calls within any window, by when they arrived. */
const most = (calls: readonly number[]): number =>
  Math.max(0, ...calls.map((from) => calls.filter((call) => call >= from && call < from + WINDOW_MS).length));

it("keeps limit and share in any window, whenever calls come and however late they arrive; its retry time is exact", async () => {
  const step = fc.record({
    waitMs: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 4000 }) }, fc.integer({ min: 0, max: 200_000 })),
    sharer: fc.constantFrom("a", "b", "c"),
    calls: fc.integer({ min: 1, max: 4 }),
    lateMs: fc.integer({ min: 0, max: LATENESS_MS }),
    patient: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const own = { ...limit, name: newId("limit") };
      const arrived: { at: number; sharer: string }[] = [];
      let nowMs = START;
      for (const { waitMs, sharer, calls, lateMs, patient } of steps) {
        nowMs += waitMs;
        let grant = await at(nowMs, () => take(own, sharer, calls));
        if (!grant.granted) {
          expect(grant.retryAtMs).toBeGreaterThan(nowMs);
          if (!patient) continue;
          const { retryAtMs } = grant;
          const early = await at(retryAtMs - 1, () => take(own, sharer, calls));
          expect(early).toMatchObject({ granted: false, retryAtMs });
          nowMs = retryAtMs;
          grant = await at(nowMs, () => take(own, sharer, calls));
          expect(grant.granted).toBe(true);
        }
        for (let i = 0; i < calls; i += 1) arrived.push({ at: nowMs + lateMs, sharer });
      }
      expect(most(arrived.map((call) => call.at))).toBeLessThanOrEqual(own.limit);
      for (const sharer of ["a", "b", "c"])
        expect(most(arrived.filter((call) => call.sharer === sharer).map((call) => call.at))).toBeLessThanOrEqual(
          own.shareLimit,
        );
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

it("grants exactly the limit to a thousand who ask at once", async () => {
  const sharers = ["a", "b", "c", "d"];
  const wide = { ...limit, limit: 100, shareLimit: 30 };
  const grants = await Promise.all(
    Array.from({ length: 1000 }, (_, i) => at(START, () => take(wide, sharers[i % 4] ?? "a"))),
  );
  expect(grants.filter((grant) => grant.granted)).toHaveLength(100);
  expect(await at(START, () => usage(wide, "a"))).toMatchObject({ used: 100, heldUntilMs: null });
  for (const sharer of sharers) expect((await at(START, () => usage(wide, sharer))).share).toBeLessThanOrEqual(30);
});

it("tells the time at which limit and share both allow it", async () => {
  await at(START, () => take(limit, "a", 4));
  await at(START + 60_000, () => take(limit, "b", 6));
  const refused = await at(START + 61_000, () => take(limit, "b", 1));
  expect(refused).toMatchObject({ granted: false });
  const { retryAtMs } = refused as { retryAtMs: number };
  expect(retryAtMs).toBeGreaterThan(START + 60_000 + WINDOW_MS);
  expect((await at(retryAtMs, () => take(limit, "b", 1))).granted).toBe(true);
});

it("has everybody wait when the provider says so, and no longer than a window", async () => {
  await at(START, () => hold(limit, START + 40_000));
  expect(await at(START + 1000, () => take(limit, "a"))).toEqual({
    granted: false,
    reason: "held",
    retryAtMs: START + 40_000,
  });
  expect((await at(START + 1000, () => usage(limit, "a"))).heldUntilMs).toBe(START + 40_000);
  // A shorter hold does not end a longer one.
  await at(START + 1000, () => hold(limit, START + 2000));
  expect((await at(START + 3000, () => take(limit, "a"))).granted).toBe(false);
  expect((await at(START + 40_000, () => take(limit, "a"))).granted).toBe(true);
  await at(START + 50_000, () => hold(limit, START + 1e12));
  expect((await at(START + 50_000 + WINDOW_MS, () => take(limit, "a"))).granted).toBe(true);
});

it("takes a request that can never be granted for a defect", () => {
  expect(() => take(limit, "a", 7)).toThrow(RangeError);
  expect(() => take(limit, "a", 0)).toThrow(RangeError);
});
