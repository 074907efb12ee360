import type { InvoiceItem } from "../entity.ts";

/** Which state of an invoice a PDF shows. A change of people or a payment makes another; the sync worker's writes do not. */
export const printVersion = (row: Pick<InvoiceItem, "version">): string => `v${row.version}`;
