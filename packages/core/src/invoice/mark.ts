/** An invoice's place in the sync: what makes it due to be pushed. Drafts are never marked. */
import type { TransactItem } from "../lib/table/transact.ts";
import { type MarkOptions, markPending } from "../outbox/record.ts";
import type { InvoiceItem } from "./entity.ts";

/** The write for the transaction that changes the invoice; afterwards `nudgeLane`. */
export const markInvoice = (
  { tenantId, id, clientId, number }: Pick<InvoiceItem, "tenantId" | "id" | "clientId" | "number">,
  options?: MarkOptions,
): TransactItem => markPending({ tenantId, kind: "invoice", id, clientId, invoiceId: id, label: number }, options);
