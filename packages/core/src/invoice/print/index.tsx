/** Printing an invoice of the actor's firm as it is now. Holds the renderer: only the PDF worker imports this. */
import { loadClient } from "../../client/index.ts";
import { addressLines, issuer } from "../../firm/profile/issuer.ts";
import type { Printed } from "../../pdf/make.ts";
import { load } from "../read/load.ts";
import { toInvoice } from "../rule/view.ts";
import { InvoiceDocument } from "./document.tsx";
import { printVersion } from "./version.ts";

/** The client's present address under the name the invoice was made out to. Errors: `invoice.not-found`. */
export async function printInvoice(id: string): Promise<Printed> {
  const { row, lines } = await load(id);
  const [client, firm] = await Promise.all([loadClient(row.clientId), issuer()]);
  return {
    version: printVersion(row, firm.version),
    document: (
      <InvoiceDocument
        invoice={toInvoice(row, lines)}
        issuer={firm.issuer}
        billTo={[row.clientName, ...addressLines(client.registeredOffice)]}
        payTo={firm.payTo}
      />
    ),
  };
}
