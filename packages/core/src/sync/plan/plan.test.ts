import fc from "fast-check";
import { expect, test } from "vitest";
import { planOf } from "./decide.ts";
import { build, factsOfCase, worldOf } from "./testing/case.ts";
import { execute } from "./testing/execute.ts";

const RUNS = Number(process.env.PLAN_RUNS ?? 1200);

const seed = Number(process.env.PLAN_SEED ?? Date.now() % 2 ** 31);
test(`what the plan says is what Xero then does, in ${RUNS} generated firms (seed ${seed})`, () => {
  let records = 0;
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(worldOf, (world) => {
      const made = build(world);
      const plan = planOf(factsOfCase(made), made.setup);
      const done = execute(made);
      if (done.has("stop")) return;
      for (const item of plan) {
        const is = done.get(item.id);
        records += 1;
        seen.set(`${item.kind} ${item.action}`, (seen.get(`${item.kind} ${item.action}`) ?? 0) + 1);
        expect({ id: item.id, action: item.action, reasons: item.reasons.map(({ code }) => code) }).toMatchObject({
          id: item.id,
          action: is,
        });
      }
    }),
    { numRuns: RUNS, seed, verbose: 0 },
  );
  const counted = [...seen.keys()].toSorted().map((what) => `${what} ${seen.get(what) ?? 0}`);
  process.stdout.write(`
plan: ${records} records (seed ${seed}): ${counted.join(", ")}
`);
  expect(records).toBeGreaterThan(RUNS * 2);
});
