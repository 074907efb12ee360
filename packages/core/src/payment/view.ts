import type { PaymentItem } from "./entity.ts";
import type { Payment } from "./schema.ts";

/** A row as the API shows it. */
export const toPayment = (row: PaymentItem): Payment => ({
  id: row.id,
  kind: row.kind,
  invoiceId: row.invoiceId,
  invoiceNumber: row.invoiceNumber,
  clientId: row.clientId,
  clientName: row.clientName,
  amountPence: row.amountPence,
  paidOn: row.paidOn,
  method: row.method,
  reference: row.reference ?? null,
  bankAccountCode: row.bankAccountCode ?? null,
  source: row.source,
  reverses: row.reverses ?? null,
  reason: row.reason ?? null,
  reversedBy: row.reversedBy ?? null,
  xeroPaymentId: row.xeroPaymentId ?? null,
  xeroSyncStatus: row.xeroSyncStatus ?? null,
  xeroLastSyncedAt: row.xeroLastSyncedAt ?? null,
  xeroSyncError: row.xeroSyncError ?? null,
  createdAt: row.createdAt,
  createdBy: row.createdBy,
});
