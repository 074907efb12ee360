/** What the firm bills. Access patterns: docs/data-model/invoice.md. */
import { approve, cancel, markSent, update } from "./commands.ts";
import { create } from "./create.ts";
import { fromIdForPortal, listForPortal } from "./read/portal.ts";
import { pdf, pdfForPortal } from "./read/pdf.ts";
import { fromLink, pdfFromLink } from "./send/open.ts";
import { send } from "./send/send.ts";
import { fromId, list, totals } from "./read/queries.ts";

/** `void` is a word of the language, so the verb is `cancel`. */
export const Invoice = {
  create,
  update,
  approve,
  send,
  markSent,
  cancel,
  fromId,
  list,
  totals,
  pdf,
  fromIdForPortal,
  listForPortal,
  pdfForPortal,
  fromLink,
  pdfFromLink,
};

/** For core/payment: reading the invoice, and its side of a payment. */
export { load as loadInvoice, requireInvoice } from "./read/load.ts";
export { toInvoice } from "./rule/view.ts";
export { VersionPassed } from "./save.ts";
export { settle } from "./settle.ts";
