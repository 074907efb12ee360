import { expect, test } from "vitest";
import { withClock } from "../lib/clock.ts";
import { SYNC_KINDS } from "../outbox/schema.ts";
import { diesAt } from "./testing/death.ts";
import { matrix, wrongIn } from "./testing/matrix.ts";
import { STEPS } from "./testing/step.ts";

/** Five seeds in batches of these sizes, each killed as one; `SYNC_CRASH_ROUNDS=4` for twenty. */
const SIZES = [1, 4];
const ROUNDS = Number(process.env.SYNC_CRASH_ROUNDS ?? 1);
const BATCHES = Array.from({ length: ROUNDS }, () => SIZES).flat();
const SEEDS = BATCHES.reduce((sum, size) => sum + size, 0);

test(
  `dead at every step × contact, invoice, payment × ${SEEDS} seeds: each is in Xero exactly once, and says so`,
  { timeout: 600_000 },
  async () => {
    const tables = await Promise.all(
      SYNC_KINDS.map(async (of) => {
        const table = await matrix({
          kind: of,
          steps: STEPS,
          batches: BATCHES,
          kill: (step, firm, kind, aheadMs) =>
            diesAt(step, () =>
              withClock(
                () => Date.now() + aheadMs,
                () => firm.run({ priority: "background", kinds: [kind] }),
              ),
            ),
        });
        return [of, table] as const;
      }),
    );
    expect(wrongIn(STEPS, tables, SEEDS)).toEqual([]);
  },
);
