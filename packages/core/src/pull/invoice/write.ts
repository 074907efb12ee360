/** The writes that bring an invoice and its payments up to Xero's: all of them, or none. */
import { activity } from "../../activity/index.ts";
import { LinesRow } from "../../invoice/entity.ts";
import { differences } from "../../invoice/rule/change.ts";
import { updateRow } from "../../invoice/save.ts";
import { nowIso, today } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { formatPence } from "../../lib/text/money.ts";
import { type TransactItem, write } from "../../lib/table/transact.ts";
import { AlreadyReversed } from "../../payment/decide.ts";
import { type PaymentItem, PaymentRow } from "../../payment/entity.ts";
import { linkKeys, SyncRow } from "../../outbox/record.ts";
import type { Change } from "../../activity/schema.ts";
import type { Told } from "../../sync/push/entity.ts";
import { saying } from "../link.ts";
import type { Books, Decided } from "./decide.ts";
import type { XeroEntry } from "./entry.ts";

const BY = "xero";

/** Nothing at all when nothing changed. `told` is what the invoice is to say about its place in Xero. */
export function invoiceWrites(
  xeroTenantId: string,
  before: Books,
  after: Decided,
  told: Told,
): { items: TransactItem[]; changes: Change[] } {
  const changes = differences(before, after);
  if (changes.length === 0 && after.add.length === 0 && after.takeBack.length === 0) return { items: [], changes };
  const row = saying(after.row, told);
  const { tenantId, id } = row;
  const items = [
    ...updateRow(before.row, row),
    ...(after.lines === before.lines
      ? []
      : [write(LinesRow.put({ tenantId, invoiceId: id, version: row.linesVersion, lines: [...after.lines] }))]),
    ...after.add.flatMap((entry) => received(xeroTenantId, before, entry)),
    ...after.takeBack.flatMap((payment) => takenBack(payment)),
    activity({
      entityType: "invoice",
      entityId: id,
      clientId: row.clientId,
      action: row.state === "void" ? "invoice.voided" : "invoice.updated",
      summary: row.state === "void" ? `Invoice ${row.number} voided in Xero` : `Invoice ${row.number} changed in Xero`,
      changes,
    }),
  ];
  return { items, changes };
}

/** A payment that was recorded in Xero, with the link that keeps it from being made twice. */
function received(xeroTenantId: string, { row: invoice }: Books, entry: XeroEntry): TransactItem[] {
  const { tenantId, id: invoiceId, clientId } = invoice;
  const at = nowIso();
  const payment: PaymentItem = {
    tenantId,
    id: newId("pay"),
    kind: "payment",
    invoiceId,
    invoiceNumber: invoice.number,
    clientId,
    clientName: invoice.clientName,
    amountPence: entry.amountPence,
    paidOn: entry.paidOn ?? today(),
    method: "other",
    ...(entry.reference === null ? {} : { reference: entry.reference.slice(0, 100) }),
    source: "xero",
    xeroPaymentId: entry.key,
    xeroSyncStatus: "synced",
    xeroLastSyncedAt: at,
    createdAt: at,
    createdBy: BY,
  };
  return [
    write(PaymentRow.create(payment)),
    // A credit is no payment that we could delete: it has no link.
    ...(entry.isCredit ? [] : [linked(xeroTenantId, payment)]),
    activity({
      entityType: "invoice",
      entityId: invoiceId,
      clientId,
      action: "payment.recorded",
      summary: `${formatPence(entry.amountPence)} received on ${invoice.number}, recorded in Xero`,
    }),
  ];
}

const linked = (
  xeroTenantId: string,
  { tenantId, id, clientId, invoiceId, invoiceNumber, createdAt, xeroPaymentId = "" }: PaymentItem,
) =>
  write(
    SyncRow.create({
      tenantId,
      kind: "payment",
      id,
      clientId,
      invoiceId,
      label: invoiceNumber,
      status: "synced",
      generation: 0,
      pushedGeneration: 0,
      attempts: 0,
      keyGroup: 0,
      markedAt: createdAt,
      lastSyncedAt: createdAt,
      lastSeenUpdatedAt: createdAt,
      source: "xero",
      ...linkKeys(tenantId, "payment", xeroTenantId, xeroPaymentId),
    }),
  );

/** A payment that Xero no longer has. */
function takenBack(payment: PaymentItem): TransactItem[] {
  const { tenantId, invoiceId, id, clientId } = payment;
  const at = nowIso();
  const reversal: PaymentItem = {
    tenantId,
    id: newId("pay"),
    kind: "reversal",
    invoiceId,
    invoiceNumber: payment.invoiceNumber,
    clientId,
    clientName: payment.clientName,
    amountPence: -payment.amountPence,
    paidOn: today(),
    method: payment.method,
    ...(payment.bankAccountCode ? { bankAccountCode: payment.bankAccountCode } : {}),
    reverses: id,
    reason: "Deleted in Xero",
    source: "xero",
    xeroSyncStatus: "synced",
    xeroLastSyncedAt: at,
    createdAt: at,
    createdBy: BY,
  };
  return [
    write(PaymentRow.create(reversal)),
    write(
      PaymentRow.patch({ tenantId, invoiceId, id })
        .set({ reversedBy: reversal.id })
        .where((item, is) => is.notExists(item.reversedBy)),
      () => new AlreadyReversed(),
    ),
    activity({
      entityType: "invoice",
      entityId: invoiceId,
      clientId,
      action: "payment.reversed",
      summary: `Payment of ${formatPence(payment.amountPence)} on ${payment.invoiceNumber} deleted in Xero`,
    }),
  ];
}
