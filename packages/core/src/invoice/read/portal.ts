/** What a client's own people see: invoices of theirs that were sent, and nothing of the firm's bookkeeping. */
import { requirePortal } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { type InvoiceItem, InvoiceRow } from "../entity.ts";
import { load } from "./load.ts";
import { toInvoice, toSummary } from "../rule/view.ts";
import { PortalInvoice, type PortalInvoiceQuery, PortalInvoiceSummary } from "../schema.ts";

/** Refuses, 404, an invoice of another client, and one that was not sent yet. */
export function requireShown({ clientId, sentAt }: InvoiceItem): void {
  if (!requirePortal().clientIds.includes(clientId) || sentAt === undefined) throw notFound("invoice");
}

/**
 * One client's invoices, newest first; without `clientId` those of the first client. One request. Drafts and what was
 * not sent yet are passed over, so that a page may be shorter than asked, or empty with a cursor.
 */
export async function listForPortal(query: PortalInvoiceQuery): Promise<Page<PortalInvoiceSummary>> {
  const { tenantId, clientIds } = requirePortal();
  const clientId = query.clientId ?? clientIds[0];
  if (clientId === undefined) return { items: [], nextCursor: null };
  if (!clientIds.includes(clientId)) throw notFound("client");
  const page = await readPage(() =>
    InvoiceRow.query
      .byClient({ tenantId, clientId })
      .where((row, is) => is.exists(row.sentAt))
      .go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }),
  );
  return { ...page, items: page.items.map((row) => PortalInvoiceSummary.parse(toSummary(row))) };
}

/** One invoice with its lines. Two requests. Another client's, and one that was not sent yet, are 404. */
export async function fromIdForPortal(id: string): Promise<PortalInvoice> {
  requirePortal();
  const { row, lines } = await load(id);
  requireShown(row);
  return PortalInvoice.parse(toInvoice(row, lines));
}
