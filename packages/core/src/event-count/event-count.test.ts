import { expect, test } from "vitest";
import { newId } from "../lib/id.ts";
import { withClock } from "../lib/clock.ts";
import { countsOf } from "./index.ts";

test("the last days are each day once, also when the clocks have gone back in between", async () => {
  const monday = () => Date.parse("2026-10-26T23:30:00Z");
  const days = await withClock(monday, () => countsOf(newId("firm"), 3));
  expect(days.map(({ day }) => day)).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
});
