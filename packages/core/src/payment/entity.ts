import { Entity, type EntityItem } from "electrodb";
import { electro } from "../lib/table/table.ts";
import { PAYMENT_METHODS } from "./schema.ts";

const text = { type: "string" } as const;
const required = { type: "string", required: true } as const;

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
      byInvoice: {
        pk: {
          field: "pk",
          composite: ["tenantId", "invoiceId"],
          template: "t#${tenantId}#invoice#${invoiceId}",
          casing: "none",
        },
        sk: { field: "sk", composite: ["id"], template: "payment#${id}", casing: "none" },
      },
      byFirm: {
        index: "gsi1",
        pk: { field: "gsi1pk", composite: ["tenantId"], template: "t#${tenantId}#payment", casing: "none" },
        sk: { field: "gsi1sk", composite: ["id"], template: "${id}", casing: "none" },
      },
      byClient: {
        index: "gsi3",
        pk: {
          field: "gsi3pk",
          composite: ["tenantId", "clientId"],
          template: "t#${tenantId}#client#${clientId}#payment",
          casing: "none",
        },
        sk: { field: "gsi3sk", composite: ["id"], template: "${id}", casing: "none" },
      },
    },
  } as const,
  electro,
);
export type PaymentItem = EntityItem<typeof PaymentRow>;
