/** Letting records go to Xero that somebody named. */
import { chosenRows, rowsOf } from "../sync/chosen.ts";
import { inChunks } from "../sync/push/chunk.ts";
import { letGo } from "../sync/retry.ts";
import type { RecordRef } from "../sync/schema.ts";
import { expireChart } from "../sync/setup/chart.ts";
import { markClientAsPendingSync, markInvoiceAsPendingSync } from "./verb.ts";

/** Writes at a time. */
const AT_ONCE = 10;

/**
 * Lets these records go now, and what they need in Xero before them: what waits, what failed, and what is older than the connection
 * and was never marked. What is in step, in conflict or left out stays as it is. Answers those that go.
 */
export async function releaseRecords(tenantId: string, records: readonly RecordRef[]): Promise<RecordRef[]> {
  const known = new Set((await rowsOf(tenantId, records)).map(({ id }) => id));
  for (const { kind, id } of records) {
    if (known.has(id)) continue;
    if (kind === "contact") await markClientAsPendingSync(id);
    if (kind === "invoice") await markInvoiceAsPendingSync(id);
  }
  const rows = (await chosenRows(tenantId, records)).filter(({ status }) => status === "pending" || status === "error");
  // What was refused may have been put right in Xero meanwhile.
  if (rows.some(({ status }) => status === "error")) await expireChart(tenantId);
  return inChunks(rows, AT_ONCE, async (part) => {
    const gone = await Promise.all(
      part.map(async (row) => ((await letGo(row)) ? [{ kind: row.kind, id: row.id }] : [])),
    );
    return gone.flat();
  });
}
