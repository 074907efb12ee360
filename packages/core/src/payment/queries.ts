import { requireInvoice } from "../invoice/index.ts";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { PaymentRow } from "./entity.ts";
import type { Payment, PaymentQuery } from "./schema.ts";
import { toPayment } from "./view.ts";

/** The firm's payments and reversals, or one client's, newest first. One request. */
export async function list(query: PaymentQuery): Promise<Page<Payment>> {
  requireStaff("invoice:read");
  const rows = query.clientId
    ? PaymentRow.query.byClient({ tenantId: tenantId(), clientId: query.clientId })
    : PaymentRow.query.byFirm({ tenantId: tenantId() });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return { ...page, items: page.items.map(toPayment) };
}

/** The entries on one invoice, newest first. Two strong reads, at once: what was just recorded is there. */
export async function listForInvoice(invoiceId: string, query: PageQuery): Promise<Page<Payment>> {
  requireStaff("invoice:read");
  const rows = PaymentRow.query.byInvoice({ tenantId: tenantId(), invoiceId });
  const [page] = await Promise.all([
    readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null, consistent: true })),
    requireInvoice(invoiceId),
  ]);
  return { ...page, items: page.items.map(toPayment) };
}
