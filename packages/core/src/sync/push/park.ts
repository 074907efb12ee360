/** What cannot go, or may not yet: rows stay pending, and off the due index, so that the sweep asks no more for them. */
import { transact, TransactionRefused, write } from "../../lib/table/transact.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";

const PER_TRANSACTION = 100;

/** All that is pending of a firm that cannot push. One request per 100 rows, and one more for those that have keys. */
export async function park(tenantId: string): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: { data: SyncItem[]; cursor: string | null } = await SyncRow.query
      .byStatus({ tenantId, status: "pending" })
      .go({ limit: PER_TRANSACTION, cursor });
    cursor = page.cursor;
    await parkRows(page.data);
  } while (cursor);
}

/** Takes the due keys of at most 100 rows away; what is marked meanwhile stays due and is parked at the next look. One request. */
export async function parkRows(rows: readonly SyncItem[]): Promise<void> {
  const due = rows.filter((row) => row.gsi2pk !== undefined);
  if (due.length > 0 && !(await parked(due))) for (const row of due) await parked([row]);
}

async function parked(rows: readonly SyncItem[]): Promise<boolean> {
  try {
    await transact(
      rows.map(({ tenantId, kind, id, generation }) =>
        write(
          SyncRow.patch({ tenantId, kind, id })
            .remove(["gsi2pk", "gsi2sk"])
            .where((attr, is) => is.eq(attr.generation, generation)),
        ),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
