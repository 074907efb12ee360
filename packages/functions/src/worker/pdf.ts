/** Makes the PDF a nudge points at. A nudge for one that is made, claimed or not due yet does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { printInvoice } from "@practice-hub/core/invoice/print";
import { make } from "@practice-hub/core/pdf/make";
import { printProposal } from "@practice-hub/core/proposal/print";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "pdf-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: (nudge) => make(nudge, { invoice: printInvoice, proposal: printProposal }),
  recordMs: 15_000,
});
