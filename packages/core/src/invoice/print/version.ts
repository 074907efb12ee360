import type { InvoiceItem } from "../entity.ts";

/**
 * Which state of an invoice a PDF shows, and of the firm's profile that stands at its head. A change of people or a payment
 * makes another; the sync worker's writes do not.
 */
export const printVersion = (row: Pick<InvoiceItem, "version">, profileVersion: number): string =>
  `v${row.version}-f${profileVersion}`;
