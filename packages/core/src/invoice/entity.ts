import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { INVOICE_STATES } from "./rule/state.ts";
import type { VatRate } from "./schema.ts";

const pence = { type: "number", required: true } as const;

/**
 * The invoice without its lines, so that a list reads little. Access patterns: docs/data-model/invoice.md. `version`
 * counts every change of people and payments, and is the condition of the next; the sync worker's fields do not move it.
 */
export const InvoiceRow = new Entity(
  {
    model: { service: "practice-hub", entity: "invoice", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      number: required,
      clientId: required,
      clientName: required,
      state: { type: INVOICE_STATES, required: true },
      currency: { type: ["GBP"] as const, required: true },
      issueOn: required,
      dueOn: required,
      terms: text,
      poNumber: text,
      notes: text,
      subtotalPence: pence,
      vatPence: pence,
      totalPence: pence,
      paidPence: pence,
      /** The version at which the lines were written: tells torn reads. */
      linesVersion: { type: "number", required: true },
      approvedAt: text,
      sentAt: text,
      /** Of the newest mail with it; absent when it went another way. */
      sentTo: text,
      sentEmailId: text,
      paidOn: text,
      voidedAt: text,
      voidReason: text,
      xeroInvoiceId: text,
      xeroSyncStatus: { type: ["synced", "pending", "error"] as const },
      xeroLastSyncedAt: text,
      xeroSyncError: text,
      version: { type: "number", required: true },
      createdAt: required,
      updatedAt: required,
      createdBy: required,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#invoice", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#invoice", "${id}"),
      byState: indexKeys("gsi3", "t#${tenantId}#invoice#${state}", "${dueOn}#${id}"),
    },
  } as const,
  electro,
);
export type InvoiceItem = EntityItem<typeof InvoiceRow>;

export interface Line {
  id: string;
  description: string;
  quantity: string;
  unitPricePence: number;
  discountPercent: string;
  vatRate: VatRate;
  accountCode?: string | undefined;
}

/** All lines of an invoice, in one item beside it. */
export const LinesRow = new Entity(
  {
    model: { service: "practice-hub", entity: "invoice-lines", version: "1" },
    attributes: {
      tenantId: required,
      invoiceId: required,
      /** The invoice's `linesVersion`. */
      version: { type: "number", required: true },
      lines: { type: CustomAttributeType<Line[]>("any"), required: true },
    },
    indexes: {
      byInvoice: mainKeys("t#${tenantId}#invoice#${invoiceId}", "lines"),
    },
  } as const,
  electro,
);
