/** What the firm bills. Access patterns: docs/data-model/invoice.md. */
import { approve, cancel, markSent, update } from "./commands.ts";
import { create } from "./create.ts";
import { fromIdForPortal, listForPortal } from "./read/portal.ts";
import { pdf, pdfForPortal } from "./read/pdf.ts";
import { fromId, list } from "./read/queries.ts";

/** `void` is a word of the language, so the verb is `cancel`. */
export const Invoice = {
  create,
  update,
  approve,
  markSent,
  cancel,
  fromId,
  list,
  pdf,
  fromIdForPortal,
  listForPortal,
  pdfForPortal,
};

/** For core/payment: reading the invoice, and its side of a payment. */
export { load as loadInvoice, requireInvoice } from "./read/load.ts";
export { toInvoice } from "./rule/view.ts";
export { VersionPassed } from "./save.ts";
export { settle } from "./settle.ts";
