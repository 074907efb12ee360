/** What clients and staff file, and the PDFs the product makes. Access patterns: docs/data-model/document.md. */
import { remove, restore, update } from "./commands.ts";
import { download, downloadForPortal } from "./open.ts";
import { purge } from "./purge.ts";
import { listForPortal } from "./read/portal.ts";
import { fromId, list } from "./read/queries.ts";
import { begin, beginForPortal, complete, completeForPortal } from "./upload.ts";

export const Document = {
  begin,
  beginForPortal,
  complete,
  completeForPortal,
  download,
  downloadForPortal,
  fromId,
  list,
  listForPortal,
  purge,
  remove,
  restore,
  update,
};

export { type NewDocument, showToClient, storeDocument } from "./store.ts";
/** For core/extraction: what a document is, whoever asks; that is the caller's to check. */
export { load as loadDocument } from "./read/load.ts";
/** For core/evidence: what is deleted when its time has come. */
export { purgeEvidence } from "./purge.ts";
/** For core/proposal and core/extraction: the bytes are read again. */
export { readDocument } from "./read/content.ts";
/** For core/kyc: what a provider sends is looked at as closely as what a person uploads. */
export { inspect as inspectDocument } from "./inspect/index.ts";
export { isContentType } from "./rule/type.ts";
