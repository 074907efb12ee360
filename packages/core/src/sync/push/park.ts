/** A firm that cannot push: its rows stay pending, and off the due index, so that the sweep asks no more for them. */
import { transact, TransactionRefused, write } from "../../lib/table/transact.ts";
import { type SyncItem, SyncRow } from "../record.ts";

const PER_TRANSACTION = 100;

/** Takes due keys away; what is marked meanwhile stays due and is parked at the next look. One request per 100 rows, and one more for those that have keys. */
export async function park(tenantId: string): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: { data: SyncItem[]; cursor: string | null } = await SyncRow.query
      .byStatus({ tenantId, status: "pending" })
      .go({ limit: PER_TRANSACTION, cursor });
    cursor = page.cursor;
    const due = page.data.filter((row) => row.gsi2pk !== undefined);
    if (due.length > 0 && !(await parked(due))) for (const row of due) await parked([row]);
  } while (cursor);
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
