import { expect, test } from "vitest";
import { newId } from "../lib/id.ts";
import { loseNextPut } from "../testing/lost-answer.ts";
import { isRunning, withLane } from "./lease.ts";

test("a run whose lease was written and not answered has the lane, alone, and gives it back", async () => {
  const firm = newId("firm");
  const run = <T>(work: () => Promise<T>) => withLane(firm, 60_000, work);
  loseNextPut();
  const ran = await run(async () => ({ another: await run(() => Promise.resolve("ran too")) }));
  expect(ran).toEqual({ another: null });
  expect(await isRunning(firm)).toBe(false);
});
