import { expect, it } from "vitest";
import { createBucket } from "./throttle.ts";

it("a bucket lets a burst pass, then only its rate, and never saves up more than the burst", () => {
  let at = 0;
  const pass = createBucket({ rate: 2, burst: 3 }, () => at);
  expect([pass(), pass(), pass(), pass()]).toEqual([true, true, true, false]);
  at = 500;
  expect([pass(), pass()]).toEqual([true, false]);
  at = 60_000;
  expect([pass(), pass(), pass(), pass()]).toEqual([true, true, true, false]);
});
