import { afterAll, beforeEach, expect, it } from "vitest";
import { closeWorld, freshNumber, incident, sandbox, staffOf } from "./testing/world.ts";
import { callers, sumUp } from "./testing/callers.ts";
import { withActor } from "../lib/actor.ts";
import { MINUTE_MS, withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { breakerState } from "../lib/provider/breaker.ts";
import { PROVIDER } from "../provider/companies-house/index.ts";
import { Company } from "./index.ts";

const { seen } = sandbox.incidents;
beforeEach(() => {
  incident();
  seen.length = 0;
});
afterAll(closeWorld);

it("lets one lookup through when the circuit is half-open, over eight processes", async () => {
  const tenantId = newId("firm");
  incident({ status: 503 });
  for (let i = 0; i < 5; i += 1)
    await withActor(staffOf(tenantId), () => Company.lookup(freshNumber())).catch(() => undefined);
  expect((await breakerState(PROVIDER)).state).toBe("open");
  seen.length = 0;
  await expect(withActor(staffOf(tenantId), () => Company.lookup(freshNumber()))).rejects.toMatchObject({
    code: "company.unavailable",
    options: { retryAfterS: expect.any(Number) },
  });
  expect(seen).toEqual([]);

  incident({ status: 503, latencyMs: 500 });
  const aheadMs = 5 * MINUTE_MS + 1000;
  const told = Array.from({ length: 8 }, () => ({
    tenantId: newId("firm"),
    numbers: Array.from({ length: 5 }, freshNumber),
    aheadMs,
  }));
  expect(sumUp(await callers(told))).toEqual({ "company.unavailable": 40 });
  // One company was asked for: the call and its retry.
  expect(new Set(seen.map((request) => request.path)).size).toBe(1);

  incident();
  const later = () => Date.now() + 2 * aheadMs;
  const company = await withClock(later, () => withActor(staffOf(tenantId), () => Company.lookup(freshNumber())));
  expect(company.source).toBe("register");
  expect((await breakerState(PROVIDER)).state).toBe("closed");
});

it("asks once for a company that eight processes want at the same moment", async () => {
  incident({ latencyMs: 200 });
  const number = freshNumber();
  const told = Array.from({ length: 8 }, () => ({ tenantId: newId("firm"), numbers: [number, number], aheadMs: 0 }));
  const outcomes = sumUp(await callers(told));
  expect(Object.values(outcomes).reduce((total, count) => total + count, 0)).toBe(16);
  expect(Object.keys(outcomes).filter((outcome) => !["register", "cache"].includes(outcome))).toEqual([]);
  expect(seen).toHaveLength(3);
});
