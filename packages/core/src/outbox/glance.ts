/** Where the records of a list stand in Xero. */
import { tenantId } from "../lib/actor.ts";
import { codeOf, SyncRow } from "./record.ts";
import type { SyncGlance, SyncKind } from "./schema.ts";

/** Sync rows of one request. */
const MAX_ROWS = 100;

/**
 * The items of a page with each one's place in Xero; null of what was never marked, a draft say. `idOf` names the record whose
 * place it is. One request for a page.
 */
export async function withGlance<T>(
  kind: SyncKind,
  items: readonly T[],
  idOf: (item: T) => string,
): Promise<(T & { xero: SyncGlance | null })[]> {
  const ids = [...new Set(items.map(idOf))];
  if (ids.length > MAX_ROWS) throw new Error(`a page of ${ids.length} records is too long`);
  if (ids.length === 0) return [];
  const keys = ids.map((id) => ({ tenantId: tenantId(), kind, id }));
  const { data } = await SyncRow.get(keys).go({ consistent: true });
  const glances = new Map(
    data.map((row): [string, SyncGlance] => [
      row.id,
      {
        status: row.status,
        code: codeOf(row),
        reason: row.status === "synced" ? null : (row.errorMessage ?? null),
      },
    ]),
  );
  return items.map((item) => ({ ...item, xero: glances.get(idOf(item)) ?? null }));
}
