/** Sync rows of records that somebody named, with what must be in Xero before them. */
import { inChunks } from "./push/chunk.ts";
import { type SyncItem, SyncRow } from "../outbox/record.ts";
import type { RecordRef } from "./schema.ts";
import { SYNC_KINDS, type SyncKind } from "../outbox/schema.ts";

const PER_READ = 100;

/** The rows of these records; of what was never marked, none. One request per 100. */
export const rowsOf = (tenantId: string, records: readonly RecordRef[]): Promise<SyncItem[]> =>
  inChunks(
    records,
    PER_READ,
    async (part) =>
      (await SyncRow.get(part.map(({ kind, id }) => ({ tenantId, kind, id }))).go({ consistent: true })).data,
  );

/** In the order in which they are pushed. */
export const inOrder = (rows: readonly SyncItem[]): SyncItem[] =>
  rows.toSorted((a, b) => SYNC_KINDS.indexOf(a.kind) - SYNC_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1));

/** The clients of these invoices, and the invoices and clients of these payments, as far as they still have to go to Xero. */
async function needsOf(tenantId: string, rows: readonly SyncItem[]): Promise<SyncItem[]> {
  const known = new Set(rows.map(({ id }) => id));
  const needed = new Map<string, SyncKind>();
  for (const { kind, clientId, invoiceId } of rows) {
    if (kind !== "contact") needed.set(clientId, "contact");
    if (kind === "payment" && invoiceId !== undefined) needed.set(invoiceId, "invoice");
  }
  const missing = [...needed].filter(([id]) => !known.has(id)).map(([id, kind]) => ({ kind, id }));
  return (await rowsOf(tenantId, missing)).filter(({ status }) => status === "pending" || status === "error");
}

/** These records and what they need, in the order in which they are pushed. At most two requests per 100. */
export async function chosenRows(tenantId: string, records: readonly RecordRef[]): Promise<SyncItem[]> {
  const rows = await rowsOf(tenantId, records);
  return inOrder([...rows, ...(await needsOf(tenantId, rows))]);
}
