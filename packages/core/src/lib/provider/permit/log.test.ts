import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, EMPTY, letOut, type LogLimit, type LogState, type Priority } from "./log.ts";

const MINUTE = 60_000;
/** Long after anybody was here. */
const START = 1e9;
const LIMIT: LogLimit = { name: "test", limit: 60, windowMs: MINUTE, concurrent: 5, leaseMs: 40_000 };

/** What the store does when a call comes back. */
function landed(state: LogState, id: string, atMs: number): LogState {
  if (!(id in state.log)) return state;
  const { [id]: _, ...flights } = state.flights;
  return { ...state, log: { ...state.log, [id]: atMs + MINUTE }, flights };
}

interface Call {
  sentMs: number;
  arrivedMs: number;
  backMs: number;
}

/** The most calls that arrived within any minute. */
function most(calls: readonly Call[]): number {
  const times = calls.map((call) => call.arrivedMs).toSorted((a, b) => a - b);
  let first = 0;
  return times.reduce((top, at, last) => {
    while ((times[first] ?? at) <= at - MINUTE) first += 1;
    return Math.max(top, last - first + 1);
  }, 0);
}

/** Runs `wanted` calls of one organisation as fast as the limit lets, each of a length that `durationMs` says. */
function drain(wanted: number, durationMs: () => number): Call[] {
  const calls: Call[] = [];
  let [state, nowMs]: [LogState, number] = [EMPTY, START];
  let flying: { id: string; backMs: number }[] = [];
  while (calls.length < wanted) {
    for (const one of flying.filter(({ backMs }) => backMs <= nowMs)) state = landed(state, one.id, one.backMs);
    flying = flying.filter(({ backMs }) => backMs > nowMs);
    const decision = decide(LIMIT, state, "background", nowMs);
    if (decision.granted) {
      const out = letOut(LIMIT, state, nowMs);
      const lasts = durationMs();
      state = out.state;
      flying.push({ id: out.id, backMs: nowMs + lasts });
      calls.push({ sentMs: nowMs, arrivedMs: nowMs + lasts / 2, backMs: nowMs + lasts });
    } else {
      const next = Math.min(decision.retryAtMs, ...flying.map(({ backMs }) => backMs));
      expect(next).toBeGreaterThan(nowMs);
      nowMs = next;
    }
  }
  return calls;
}

describe("the sliding log", () => {
  it("never lets more than 60 arrive in any 60 seconds, nor 5 be under way, whatever comes when, arrives when and never returns", () => {
    const step = fc.record({
      waitMs: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 700 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 70_000 }) },
      ),
      lastsMs: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 900 }) },
        fc.integer({ min: 1, max: LIMIT.leaseMs - 1 }),
      ),
      arrives: fc.double({ min: 0, max: 1, noNaN: true }),
      dies: fc.boolean(),
      priority: fc.constantFrom<Priority>("interactive", "background"),
      patient: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 100, maxLength: 300 }), (steps) => {
        const calls: Call[] = [];
        let [state, nowMs]: [LogState, number] = [EMPTY, START];
        let flying: { id: string; backMs: number }[] = [];
        for (const { waitMs, lastsMs, arrives, dies, priority, patient } of steps) {
          nowMs += waitMs;
          for (const one of flying.filter(({ backMs }) => backMs <= nowMs)) state = landed(state, one.id, one.backMs);
          flying = flying.filter(({ backMs }) => backMs > nowMs);
          if (priority === "interactive") state = { ...state, interactiveAtMs: nowMs };
          let decision = decide(LIMIT, state, priority, nowMs);
          if (!decision.granted && patient && decision.reason === "window") {
            nowMs = decision.retryAtMs;
            decision = decide(LIMIT, state, priority, nowMs);
          }
          if (!decision.granted) continue;
          const out = letOut(LIMIT, state, nowMs);
          state = out.state;
          calls.push({ sentMs: nowMs, arrivedMs: nowMs + lastsMs * arrives, backMs: nowMs + lastsMs });
          if (!dies) flying.push({ id: out.id, backMs: nowMs + lastsMs });
          expect(Object.keys(state.log).length).toBeLessThanOrEqual(60);
        }
        expect(most(calls)).toBeLessThanOrEqual(60);
        for (const { sentMs } of calls)
          expect(calls.filter((call) => call.sentMs <= sentMs && call.backMs > sentMs).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 150 },
    );
  });

  it("lets a firm's bulk work through within 1.05 of the ideal time, and twenty firms each as if it were alone", () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const durationMs = () => 200 + 400 * random();
    const idealMs = (calls: number) => MINUTE * (Math.ceil(calls / 60) - 1);
    const lastMs = (calls: readonly Call[]) => Math.max(...calls.map(({ backMs }) => backMs)) - START;

    const one = drain(600, durationMs);
    expect(most(one)).toBeLessThanOrEqual(60);
    expect(lastMs(one) / idealMs(600)).toBeLessThan(1.05);
    const twenty = Array.from({ length: 20 }, () => drain(300, durationMs));
    for (const calls of twenty) {
      expect(most(calls)).toBeLessThanOrEqual(60);
      expect(lastMs(calls) / idealMs(300)).toBeLessThan(1.05);
    }
  });

  it("keeps a tenth of the minute and one call at a time for people while there are any, and throws nothing away when not", () => {
    const full = (count: number): LogState => ({
      ...EMPTY,
      taken: count,
      log: Object.fromEntries(Array.from({ length: count }, (_, n) => [n, 50_000])),
    });
    const person = { ...full(54), interactiveAtMs: 1 };
    expect(decide(LIMIT, full(54), "background", 700_000 - MINUTE).granted).toBe(true);
    expect(decide(LIMIT, person, "background", 1000)).toEqual({ granted: false, reason: "window", retryAtMs: 50_000 });
    expect(decide(LIMIT, person, "interactive", 1000)).toEqual({ granted: true, used: 55 });
    const busy = { ...EMPTY, flights: { 1: 9000, 2: 9000, 3: 9000, 4: 9000 } };
    expect(decide(LIMIT, busy, "background", 0)).toMatchObject({ reason: "concurrent" });
    expect(decide(LIMIT, busy, "interactive", 0).granted).toBe(true);
  });
});
