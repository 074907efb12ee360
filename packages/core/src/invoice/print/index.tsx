/** Printing an invoice of the actor's firm as it is now. Holds the renderer: only the PDF worker imports this. */
import { loadClient } from "../../client/index.ts";
import { Firm } from "../../firm/index.ts";
import { tenantId } from "../../lib/actor.ts";
import type { Printed } from "../../pdf/make.ts";
import { load } from "../read/load.ts";
import { toInvoice } from "../rule/view.ts";
import { InvoiceDocument } from "./document.tsx";
import { printVersion } from "./version.ts";

/** The client's present address under the name the invoice was made out to. Errors: `invoice.not-found`. */
export async function printInvoice(id: string): Promise<Printed> {
  const { row, lines } = await load(id);
  const [client, firm] = await Promise.all([loadClient(row.clientId), Firm.fromId(tenantId())]);
  const { addressLine1, addressLine2, city, county, postcode, country } = client.registeredOffice ?? {};
  const address = [addressLine1, addressLine2, city, county, postcode, country].filter((line) => line !== undefined);
  return {
    version: printVersion(row),
    document: (
      <InvoiceDocument
        invoice={toInvoice(row, lines)}
        issuer={{ ...firm, address: [], vatNumber: null, companyNumber: null, email: null, phone: null, logo: null }}
        billTo={[row.clientName, ...address]}
        payTo={[]}
      />
    ),
  };
}
