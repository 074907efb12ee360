import { Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { PAYMENT_METHODS } from "./schema.ts";

/**
 * One entry on an invoice. Entries are never deleted and their money never changes; only `reversedBy` and the sync
 * worker's fields are added. Access patterns: docs/data-model/invoice.md.
 */
export const PaymentRow = new Entity(
  {
    model: { service: "practice-hub", entity: "payment", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      kind: { type: ["payment", "reversal"] as const, required: true },
      invoiceId: required,
      invoiceNumber: required,
      clientId: required,
      clientName: required,
      /** Negative on a reversal. */
      amountPence: { type: "number", required: true },
      paidOn: required,
      method: { type: PAYMENT_METHODS, required: true },
      reference: text,
      bankAccountCode: text,
      source: { type: ["local", "xero"] as const, required: true },
      reverses: text,
      reason: text,
      reversedBy: text,
      xeroPaymentId: text,
      xeroSyncStatus: { type: ["synced", "pending", "error"] as const },
      xeroLastSyncedAt: text,
      xeroSyncError: text,
      createdAt: required,
      createdBy: required,
    },
    indexes: {
      byInvoice: mainKeys("t#${tenantId}#invoice#${invoiceId}", "payment#${id}"),
      byFirm: indexKeys("gsi1", "t#${tenantId}#payment", "${id}"),
      byClient: indexKeys("gsi3", "t#${tenantId}#client#${clientId}#payment", "${id}"),
    },
  } as const,
  electro,
);
export type PaymentItem = EntityItem<typeof PaymentRow>;
