import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SYNC_KINDS } from "../../../core/src/outbox/schema.ts";
import { matrix, wrongIn } from "../../../core/src/sync/testing/matrix.ts";
import { STEPS } from "../../../core/src/sync/testing/step.ts";
import { bundle } from "../testing/bundle.ts";
import { killedAtStep } from "../testing/killable.ts";

/** `SYNC_KILLS=20` kills the worker twenty times at every step of every kind; otherwise once at each step, of one kind. */
const KILLS = Number(process.env.SYNC_KILLS ?? 1);
const isWhole = process.env.SYNC_KILLS !== undefined;

let dir = "";
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "sync-worker-"));
  await bundle("worker/xero-sync.ts", dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it(
  `kill -9 of the deployed worker at every named step, ${isWhole ? `every kind × ${KILLS} seeds` : "each of one kind"}: everything is in Xero exactly once, and says so`,
  { timeout: 3_600_000 },
  async () => {
    const tables = await Promise.all(
      SYNC_KINDS.map(async (kind, index) => {
        const table = await matrix({
          kind,
          steps: STEPS.filter((_, step) => isWhole || step % SYNC_KINDS.length === index),
          batches: Array.from({ length: KILLS }, () => 1),
          kill: (step, { tenantId }, _, aheadMs) =>
            killedAtStep(path.join(dir, "xero-sync.mjs"), { tenantId, id: tenantId }, step, aheadMs),
        });
        return [kind, table] as const;
      }),
    );
    expect(wrongIn(STEPS, tables, KILLS)).toEqual([]);
  },
);
