import { expect, it } from "vitest";
import { isoIn, now, nowIso, today, ttlIn, withClock } from "./clock.ts";
import { idOf, newId } from "./id.ts";
import { dayOf } from "./text/day.ts";

it("runs everything below withClock on the other clock, across awaits", async () => {
  const at = Date.UTC(2030, 0, 1);
  await withClock(
    () => at,
    async () => {
      await Promise.resolve();
      expect([now(), nowIso(), isoIn(1000), ttlIn(1500)]).toEqual([
        at,
        "2030-01-01T00:00:00.000Z",
        "2030-01-01T00:00:01.000Z",
        at / 1000 + 1,
      ]);
    },
  );
  expect(now()).toBeLessThan(at);
});

it("takes the date from London, also in summer time and just before midnight", () => {
  expect(withClock(() => Date.UTC(2026, 5, 30, 23, 30), today)).toBe("2026-07-01");
  expect(withClock(() => Date.UTC(2026, 11, 31, 23, 59), today)).toBe("2026-12-31");
});

it("tells the day of any instant in London: whatever is dated there is not dated a day too early on a summer night", () => {
  expect(dayOf("2026-06-30T23:30:00.000Z")).toBe("2026-07-01");
  expect(dayOf("2026-12-31T23:59:59.999Z")).toBe("2026-12-31");
});

it("makes ids that sort by creation, name their kind and pass only their own schema", () => {
  const ids = Array.from({ length: 500 }, () => newId("cli"));
  expect(ids.toSorted()).toEqual(ids);
  expect(idOf("cli").safeParse(ids[0]).success).toBe(true);
  expect(idOf("inv").safeParse(ids[0]).success).toBe(false);
});
