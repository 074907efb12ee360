/**
 * The fields of an invoice that may still change on either side once it is in Xero. Its money is Xero's from then on (R13): it
 * is corrected by voiding it and making another, never by edit. Pure.
 */
import type { InvoiceItem } from "../../invoice/entity.ts";
import type { XeroInvoice } from "../../provider/xero/index.ts";

export interface InvoiceFields extends Record<string, string | null> {
  dueOn: string | null;
  /** The client's purchase order number. */
  reference: string | null;
  state: "open" | "void";
}

export const invoiceOfOurs = (row: Pick<InvoiceItem, "dueOn" | "poNumber" | "state">): InvoiceFields => ({
  dueOn: row.dueOn,
  reference: row.poNumber ?? null,
  state: row.state === "void" ? "void" : "open",
});

const ENDED = new Set(["VOIDED", "DELETED"]);

export const invoiceOfXero = (theirs: XeroInvoice): InvoiceFields => ({
  dueOn: theirs.dueOn,
  reference: theirs.reference,
  state: ENDED.has(theirs.status) ? "void" : "open",
});
