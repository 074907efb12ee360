import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Activity } from "@practice-hub/core/activity";
import { Client } from "@practice-hub/core/client";
import { ClientImport } from "@practice-hub/core/import";
import { withActor } from "@practice-hub/core/lib/actor";
import { MINUTE_MS } from "@practice-hub/core/lib/clock";
import { aFirm, checkedFile, fileOf } from "../../../core/src/import/testing/upload.ts";
import { bundle } from "../testing/bundle.ts";
import { killedAt } from "../testing/killable.ts";

/** `IMPORT_ROWS=5000` measures the largest import; the guarantee is the same at any size. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 250);
/** Requests start and end about so often for each row. */
const MOMENTS_PER_ROW = 0.42;

let dir = "";
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "import-worker-"));
  await bundle("worker/import.ts", dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it(
  "killed at its start and half way, an import goes on where it was: exactly one client a row, and true counts",
  { timeout: 600_000 },
  async () => {
    const firm = aFirm();
    const { id, found } = await checkedFile(firm, fileOf(ROWS));
    expect(found.ready).toBe(ROWS);
    await withActor(firm, () => ClientImport.confirm(id, { alike: "skip" }));
    const run = (step: number, lives: number) =>
      killedAt(path.join(dir, "import.mjs"), { tenantId: firm.tenantId, id }, step, lives * 2 * MINUTE_MS);
    const startedAt = performance.now();
    expect(await run(15, 0)).toBe(true);
    expect(await run(Math.round((ROWS * MOMENTS_PER_ROW) / 2), 1)).toBe(true);
    const half = await withActor(firm, () => ClientImport.fromId(id));
    expect(half.status).toBe("importing");
    expect(half.made).toBeGreaterThan(0);
    expect(half.made).toBeLessThan(ROWS);
    // Whoever died still has its turn: a nudge that comes too early does nothing.
    expect(await run(0, 1)).toBe(false);
    expect((await withActor(firm, () => ClientImport.fromId(id))).made).toBe(half.made);
    expect(await run(0, 2)).toBe(false);
    if (ROWS > 1000) process.stderr.write(`${ROWS} rows: ${Math.round(performance.now() - startedAt)} ms\n`);
    expect(await withActor(firm, () => ClientImport.fromId(id))).toMatchObject({
      status: "done",
      made: ROWS,
      failed: 0,
    });
    const clients = await all((cursor) => Client.list({ limit: 100, cursor }));
    expect(clients.length).toBe(ROWS);
    for (const part of ["name", "clientCode", "companyNumber", "id"] as const)
      expect(new Set(clients.map((client) => client[part])).size).toBe(ROWS);
    const trail = await all((cursor) => Activity.list({ limit: 100, cursor }));
    expect(trail.filter(({ action }) => action === "client.created")).toHaveLength(ROWS);

    async function all<T>(read: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>): Promise<T[]> {
      const items: T[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const page = await withActor(firm, () => read(cursor));
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
        more = cursor !== undefined;
      }
      return items;
    }
  },
);
