import { beforeEach, describe, expect, it } from "vitest";
import { withClock } from "../../clock.ts";
import { newId } from "../../id.ts";
import { givePermit, hold, heldUntil, limitState, type LogLimit, type Permit, takePermit } from "./index.ts";

const START = Date.UTC(2026, 10, 25, 9);
const MINUTE = 60_000;
let limit: LogLimit;
beforeEach(() => {
  limit = { name: newId("permit"), limit: 10, windowMs: MINUTE, concurrent: 5, leaseMs: 40_000 };
});
const at = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => START + ms, fn);
const taken = (ms: number) => at(ms, () => takePermit(limit, "interactive"));
async function permit(ms: number): Promise<Permit> {
  const answer = await taken(ms);
  if ("granted" in answer) throw new Error(`refused: ${answer.reason}`);
  return answer;
}

describe("permits", () => {
  it("go to no more than may be under way at once, however many ask at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => taken(0)));
    expect(answers.filter((answer) => !("granted" in answer))).toHaveLength(5);
    expect(answers.find((answer) => "granted" in answer)).toMatchObject({ reason: "concurrent" });
  });

  it("come back, count for a minute, and those of a worker that died run out", async () => {
    const lost = await permit(0);
    for (let n = 1; n < 10; n += 1) await at(n, () => permit(n).then((one) => givePermit(limit, one)));
    expect(await taken(20)).toEqual({ granted: false, reason: "window", retryAtMs: START + MINUTE + 1 });
    expect(await at(20, () => limitState(limit))).toMatchObject({ used: 10 });
    await permit(MINUTE + 1);
    await at(MINUTE + 2, () => givePermit(limit, lost));
    expect(await at(3 * MINUTE, () => limitState(limit))).toMatchObject({ used: 0 });
  });

  it("are fewer when the provider counted calls that we did not make, and calls of ours are no strangers", async () => {
    const [first, second] = [await permit(0), await permit(1)];
    // Both had arrived when the first was answered.
    await at(5, () => givePermit(limit, first, { remaining: 8 }));
    expect(await at(5, () => limitState(limit))).toMatchObject({ used: 2 });
    await at(6, () => givePermit(limit, second, { remaining: 3 }));
    expect(await at(6, () => limitState(limit))).toMatchObject({ used: 7 });
  });

  it("stop when the provider says so, for a day at most", async () => {
    await at(0, () => permit(0).then((one) => givePermit(limit, one, { holdMs: 37_000 })));
    expect(await taken(10)).toEqual({ granted: false, reason: "held", retryAtMs: START + 37_000 });
    await permit(37_000);
    await at(0, () => hold(limit.name, 1e12));
    expect(await heldUntil(limit.name)).toBe(START + 24 * 60 * MINUTE);
  });

  it("leave the last tenth of the day to people, until the provider says that there is more", async () => {
    const background = (ms: number) => at(ms, () => takePermit(limit, "background"));
    await at(0, () => permit(0).then((one) => givePermit(limit, one, { dayRemaining: 101 })));
    expect(await at(1, () => limitState(limit))).toMatchObject({ day: { remaining: 101, limit: 1000 } });
    const allowed = await background(1);
    if ("granted" in allowed) throw new Error("refused");
    await at(2, () => givePermit(limit, allowed, { dayRemaining: 100 }));
    expect(await background(3)).toMatchObject({ granted: false, reason: "day" });
    await permit(4);
    expect("granted" in (await background(61 * MINUTE))).toBe(false);
  });
});
