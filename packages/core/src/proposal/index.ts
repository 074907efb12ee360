/** What the firm offers a client, and the client's answer. Access patterns: docs/data-model/proposal.md. */
import { expire, remind, update } from "./commands.ts";
import { create } from "./create.ts";
import { expireDue } from "./expire.ts";
import { pdf, pdfForPortal } from "./read/pdf.ts";
import { fromId, list } from "./read/queries.ts";
import { send } from "./send.ts";
import { decline, sign } from "./sign/commands.ts";
import { listForPortal, open } from "./sign/portal.ts";

export const Proposal = {
  create,
  update,
  send,
  remind,
  expire,
  expireDue,
  fromId,
  list,
  pdf,
  pdfForPortal,
  listForPortal,
  open,
  sign,
  decline,
};
