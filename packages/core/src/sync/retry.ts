/** Making rows due: again, or whatever they were waiting for. */
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { nowIso } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { tell } from "./push/entity.ts";
import { type SyncItem, SyncRow } from "../outbox/record.ts";
import { SYNC_QUEUE } from "../outbox/nudge.ts";
import type { SyncKind } from "../outbox/schema.ts";

const PAGE = 50;

/** Every failed row that `which` picks, released; how many of each kind. One request per 50 failed rows and one transaction for each 33 retried. */
export async function retryRows(
  tenantId: string,
  which: (row: SyncItem) => boolean,
  kind?: SyncKind,
): Promise<Record<SyncKind, number>> {
  const counts: Record<SyncKind, number> = { contact: 0, invoice: 0, payment: 0 };
  let cursor: string | null = null;
  do {
    const query = SyncRow.query.byStatus({ tenantId, status: "error" });
    const page: { data: SyncItem[]; cursor: string | null } = await (kind ? query.begins({ kind }) : query).go({
      limit: PAGE,
      cursor,
    });
    cursor = page.cursor;
    for (const row of page.data.filter(which)) if (await retried(row)) counts[row.kind] += 1;
  } while (cursor);
  return counts;
}

/** Lets a row go that waits, and makes one that failed due again; false of any other. */
export async function letGo(row: SyncItem): Promise<boolean> {
  const { tenantId, kind, id, status } = row;
  if (status === "error") return retried(row);
  if (status !== "pending") return false;
  const at = nowIso();
  await SyncRow.patch({ tenantId, kind, id })
    .set({ releasedAt: at, nextAttemptAt: at, ...dueKeys(SYNC_QUEUE, at, id) })
    .go();
  return true;
}

async function retried(row: SyncItem): Promise<boolean> {
  const { tenantId, kind, id, generation } = row;
  const at = nowIso();
  try {
    await transact([
      write(
        SyncRow.patch({ tenantId, kind, id })
          .set({
            status: "pending",
            attempts: 0,
            releasedAt: at,
            markedAt: at,
            nextAttemptAt: at,
            ...dueKeys(SYNC_QUEUE, at, id),
          })
          .remove(["errorCode", "errorMessage"])
          .where((attr, is) => `${is.eq(attr.status, "error")} AND ${is.eq(attr.generation, generation)}`),
      ),
      ...tell(row, { status: "pending", error: null }),
    ]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
