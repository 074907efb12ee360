/** What of one kind is due to be pushed, in batches. */
import { nowIso } from "../../lib/clock.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import type { SyncKind } from "../../outbox/schema.ts";
import { parkRows } from "./park.ts";

const PAGE = 100;
/** Elements of one write to Xero. */
const BATCH = 50;

const isDue = (row: SyncItem): boolean => row.status === "pending" && (row.nextAttemptAt ?? "") <= nowIso();

/** For firms whose changes do not go by themselves: somebody let this mark go, or all marks up to an instant. */
export const releasedBy =
  (allAt: string) =>
  (row: SyncItem): boolean =>
    (row.releasedAt ?? "") >= row.markedAt || row.markedAt <= allAt;

export interface DueQuery {
  tenantId: string;
  kind: SyncKind;
  /** Whether a row may go. */
  released: (row: SyncItem) => boolean;
  /** Only this record. */
  id?: string | undefined;
}

/**
 * Batches of due rows, each read strongly just before: the index may be behind. What may not go yet is parked. Rows whose last try has an unknown outcome come
 * last, in the batch they were tried in, so that the same key means the same request.
 */
export async function* dueBatches({ tenantId, kind, released, id }: DueQuery): AsyncGenerator<SyncItem[]> {
  const unsure = new Map<string, SyncItem[]>();
  let sure: SyncItem[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: SyncItem[]; cursor: string | null } = id
      ? {
          data: (await SyncRow.get({ tenantId, kind, id }).go({ consistent: true })).data
            ? ([{ kind, id }] as SyncItem[])
            : [],
          cursor: null,
        }
      : await SyncRow.query.byStatus({ tenantId, status: "pending" }).begins({ kind }).go({ limit: PAGE, cursor });
    cursor = page.cursor;
    const due = (await fresh(tenantId, page.data)).filter(isDue);
    await parkRows(due.filter((row) => !released(row)));
    for (const row of due.filter(released)) {
      if (row.attemptKey === undefined) sure.push(row);
      else unsure.set(row.attemptKey, [...(unsure.get(row.attemptKey) ?? []), row]);
    }
    for (; sure.length >= BATCH; sure = sure.slice(BATCH)) yield sure.slice(0, BATCH);
  } while (cursor);
  if (sure.length > 0) yield sure;
  for (const rows of unsure.values()) yield rows;
}

async function fresh(tenantId: string, rows: readonly Pick<SyncItem, "kind" | "id">[]): Promise<SyncItem[]> {
  if (rows.length === 0) return [];
  const keys = rows.map(({ kind, id }) => ({ tenantId, kind, id }));
  const { data } = await SyncRow.get(keys).go({ consistent: true });
  return data.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
