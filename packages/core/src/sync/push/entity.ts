/** F57, F58: what a record of ours says about its place in Xero. Written in the transaction that settles its sync row. */
import { ClientRow } from "../../client/entity.ts";
import { InvoiceRow } from "../../invoice/entity.ts";
import { PaymentRow } from "../../payment/entity.ts";
import { type TransactItem, write } from "../../lib/table/transact.ts";
import type { SyncItem } from "../../outbox/record.ts";

export interface Told {
  /** Undefined leaves it; null is said of what shall not be in Xero. */
  status?: "synced" | "pending" | "error" | null;
  xeroId?: string;
  syncedAt?: string;
  /** In words; null takes it away. */
  error?: string | null;
}

/** The record's own fields; of a reversed payment those of its reversal too. */
export function tell(
  row: Pick<SyncItem, "tenantId" | "kind" | "id" | "invoiceId">,
  told: Told,
  reversal?: string,
): TransactItem[] {
  const { tenantId, kind, id, invoiceId = "" } = row;
  const set = {
    ...(told.status ? { xeroSyncStatus: told.status } : {}),
    ...(told.syncedAt === undefined ? {} : { xeroLastSyncedAt: told.syncedAt }),
    ...(told.error ? { xeroSyncError: told.error } : {}),
  };
  const gone: ("xeroSyncError" | "xeroSyncStatus")[] = [
    ...(told.error === null ? (["xeroSyncError"] as const) : []),
    ...(told.status === null ? (["xeroSyncStatus"] as const) : []),
  ];
  const { xeroId } = told;
  switch (kind) {
    case "contact":
      return [
        write(
          ClientRow.patch({ tenantId, id })
            .set({ ...set, ...(xeroId === undefined ? {} : { xeroContactId: xeroId }) })
            .remove(gone),
        ),
      ];
    case "invoice":
      return [
        write(
          InvoiceRow.patch({ tenantId, id })
            .set({ ...set, ...(xeroId === undefined ? {} : { xeroInvoiceId: xeroId }) })
            .remove(gone),
        ),
      ];
    case "payment":
      return [id, ...(reversal === undefined ? [] : [reversal])].map((entry) =>
        write(
          PaymentRow.patch({ tenantId, invoiceId, id: entry })
            .set({ ...set, ...(xeroId === undefined ? {} : { xeroPaymentId: xeroId }) })
            .remove(gone),
        ),
      );
  }
}
