/** A payment's place in the sync. A reversal has none of its own: it marks the payment it takes back, which Xero then deletes. */
import type { TransactItem } from "../lib/table/transact.ts";
import { markPending } from "../outbox/record.ts";
import type { PaymentItem } from "./entity.ts";

/** The write for the transaction that records or reverses the payment; afterwards `nudgeLane`. */
export const markPayment = ({
  tenantId,
  id,
  clientId,
  invoiceId,
  invoiceNumber,
}: Pick<PaymentItem, "tenantId" | "id" | "clientId" | "invoiceId" | "invoiceNumber">): TransactItem =>
  markPending({ tenantId, kind: "payment", id, clientId, invoiceId, label: invoiceNumber });
