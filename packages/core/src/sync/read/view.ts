/** Sync rows as pages show them: status, reason, and the way into Xero. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { loadClient } from "../../client/index.ts";
import { requireInvoice } from "../../invoice/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type Page, type PageQuery, readPage } from "../../lib/page.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { PaymentRow } from "../../payment/entity.ts";
import { inOrder, rowsOf } from "../chosen.ts";
import { isRunning } from "../lease.ts";
import { xeroLink } from "../../provider/xero/link.ts";
import { codeOf, type SyncItem, SyncRow } from "../../outbox/record.ts";
import { listRuns } from "../run.ts";
import {
  MAX_COUNTED,
  type RecordView,
  type SyncCounts,
  type SyncRecord,
  type SyncRecordQuery,
  type SyncRun,
  type WatchRequest,
} from "../schema.ts";
import type { SyncKind, SyncStatus } from "../../outbox/schema.ts";
import { shortCodeOf } from "../setup/chart.ts";
import { firmSync } from "../setup/read.ts";

const urlOf = ({ kind, xeroId }: SyncItem, shortCode: string | null): string | null =>
  xeroId === undefined || shortCode === null ? null : xeroLink(kind, xeroId, shortCode);

export const toRecord = (row: SyncItem, shortCode: string | null): SyncRecord => ({
  kind: row.kind,
  id: row.id,
  label: row.label,
  clientId: row.clientId,
  invoiceId: row.invoiceId ?? null,
  status: row.status,
  code: codeOf(row),
  reason: row.status === "synced" ? null : (row.errorMessage ?? null),
  attempts: row.attempts,
  nextAttemptAt: row.status === "pending" ? (row.nextAttemptAt ?? null) : null,
  lastSyncedAt: row.lastSyncedAt ?? null,
  xeroId: row.xeroId ?? null,
  url: urlOf(row, shortCode),
});

/** Records of one status, in the order in which they are pushed. Two requests. */
export async function listRecords(query: SyncRecordQuery): Promise<Page<SyncRecord>> {
  const { tenantId } = requireStaff("client:read");
  const [page, shortCode] = await Promise.all([
    readPage(() =>
      SyncRow.query
        .byStatus({ tenantId, status: query.status })
        .go({ limit: query.limit, cursor: query.cursor ?? null }),
    ),
    shortCodeOf(tenantId),
  ]);
  return { ...page, items: page.items.map((row) => toRecord(row, shortCode)) };
}

/** The client's place in Xero. Errors: `client.not-found`. */
export async function clientView(id: string): Promise<RecordView> {
  await loadClient(id);
  return view("contact", id);
}

/** The invoice's place in Xero. Errors: `invoice.not-found`. */
export async function invoiceView(id: string): Promise<RecordView> {
  await requireInvoice(id);
  return view("invoice", id);
}

/** The payment's place in Xero; of a reversal, that of the payment it takes back. Errors: `payment.not-found`. */
export async function paymentView(invoiceId: string, id: string): Promise<RecordView> {
  const { data } = await PaymentRow.get({ tenantId: requireStaff("client:read").tenantId, invoiceId, id }).go();
  if (!data) throw notFound("payment");
  return view("payment", data.reverses ?? id);
}

/** Null when it was never meant to be there. Three requests. */
async function view(kind: SyncKind, id: string): Promise<RecordView> {
  const { tenantId } = requireStaff("client:read");
  const [{ data }, firm, shortCode] = await Promise.all([
    SyncRow.get({ tenantId, kind, id }).go({ consistent: true }),
    firmSync(tenantId),
    shortCodeOf(tenantId),
  ]);
  return { state: firm.state, record: data ? toRecord(data, shortCode) : null };
}

/** Where records stand that are on their way. One request per 100 and one. */
export async function watchRecords({ records }: WatchRequest): Promise<{ items: SyncRecord[] }> {
  const { tenantId } = requireStaff("client:read");
  const [rows, shortCode] = await Promise.all([rowsOf(tenantId, records), shortCodeOf(tenantId)]);
  return { items: inOrder(rows).map((row) => toRecord(row, shortCode)) };
}

/** How much is waiting, failed and contradictory, and whether a run is under way. Five requests. */
export async function counts(): Promise<SyncCounts> {
  const { tenantId } = requireStaff("client:read");
  const [firm, running, pending, error, conflict] = await Promise.all([
    firmSync(tenantId),
    isRunning(tenantId),
    count(tenantId, "pending"),
    count(tenantId, "error"),
    count(tenantId, "conflict"),
  ]);
  return { state: firm.state, autoSync: firm.autoSync, running, pending, error, conflict };
}

async function count(tenantId: string, status: SyncStatus): Promise<number> {
  const { Count = 0 } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :pk",
      ExpressionAttributeValues: { ":pk": `t#${tenantId}#sync#${status}` },
      Select: "COUNT",
      Limit: MAX_COUNTED,
    }),
  );
  return Count;
}

/** What the last runs did, newest first. One request. */
export const runs = async (query: PageQuery): Promise<Page<SyncRun>> =>
  listRuns(requireStaff("client:read").tenantId, query);
