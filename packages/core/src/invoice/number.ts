/** Invoices are numbered without gaps, per firm: `INV-0001`, `INV-0002`, … */
import type { Sequence } from "../lib/table/sequence.ts";

export const INVOICE_NUMBER: Sequence = { record: "invoice", prefix: "INV" };
