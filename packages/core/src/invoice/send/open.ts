/** What the link of a mail opens. Whoever holds the token is not signed in: the token's hash says which firm and invoice. */
import { Firm } from "../../firm/index.ts";
import { withActor } from "../../lib/actor.ts";
import type { PdfLink } from "../../pdf/schema.ts";
import { load, loadRow } from "../read/load.ts";
import { pdfOf } from "../read/pdf.ts";
import { toInvoice } from "../rule/view.ts";
import { LinkedInvoice, PortalInvoice } from "../schema.ts";
import { type InvoiceLink, readLink } from "./link.ts";

const asLink = <T>({ tenantId }: InvoiceLink, fn: () => Promise<T>): Promise<T> =>
  withActor({ kind: "system", name: "invoice-link", tenantId }, fn);

/** The invoice as its client sees it. Five requests. Errors: `invoice-link.not-found`, `invoice-link.expired`. */
export async function fromLink(token: string): Promise<LinkedInvoice> {
  const link = await readLink(token);
  return asLink(link, async () => {
    const [{ row, lines }, firm] = await Promise.all([load(link.invoiceId), Firm.fromId(link.tenantId)]);
    return { firmName: firm.name, expiresAt: link.expiresAt, invoice: PortalInvoice.parse(toInvoice(row, lines)) };
  });
}

/** Its PDF, with an audit row. Errors as `fromLink`. */
export async function pdfFromLink(token: string): Promise<PdfLink> {
  const link = await readLink(token);
  return asLink(link, async () =>
    pdfOf(await loadRow(link.invoiceId), `opened as PDF by the link that was sent to ${link.to}`),
  );
}
