/**
 * What is due with one proposal: its document, or its expiry. Holds the renderer: only the worker of the `proposal` queue
 * imports this, as the system of the proposal's firm.
 */
import { tenantId } from "../lib/actor.ts";
import { ProposalRow } from "./entity.ts";
import { expireDue } from "./expire.ts";
import { printCertificate, printOffer } from "./print/index.tsx";
import { loadVersion } from "./read/load.ts";

/** Does it and says in a word what came of it; nothing when nothing is due. Throws what is worth another try. */
export async function work(id: string): Promise<string> {
  const { data: row } = await ProposalRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (row?.printing === undefined) return expireDue(id);
  const { version, words, signature } = await loadVersion(row, row.sentVersion);
  if (row.printing === "offer") return printOffer(row, version, words);
  return signature ? printCertificate(row, version, signature) : "not-due";
}
