import { requireInvoice } from "../invoice/index.ts";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { withGlance } from "../outbox/glance.ts";
import { type PaymentItem, PaymentRow } from "./entity.ts";
import type { PaymentListItem, PaymentQuery } from "./schema.ts";
import { toPayment } from "./view.ts";

/** The firm's payments and reversals, or one client's, newest first. Two requests. */
export async function list(query: PaymentQuery): Promise<Page<PaymentListItem>> {
  requireStaff("invoice:read");
  const rows = query.clientId
    ? PaymentRow.query.byClient({ tenantId: tenantId(), clientId: query.clientId })
    : PaymentRow.query.byFirm({ tenantId: tenantId() });
  const page = await readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }));
  return { ...page, items: await shown(page.items) };
}

/** The entries on one invoice, newest first. Three strong reads: what was just recorded is there. */
export async function listForInvoice(invoiceId: string, query: PageQuery): Promise<Page<PaymentListItem>> {
  requireStaff("invoice:read");
  const rows = PaymentRow.query.byInvoice({ tenantId: tenantId(), invoiceId });
  const [page] = await Promise.all([
    readPage(() => rows.go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null, consistent: true })),
    requireInvoice(invoiceId),
  ]);
  return { ...page, items: await shown(page.items) };
}

/** A reversal stands in Xero where the payment does that it takes back. */
const shown = (rows: readonly PaymentItem[]): Promise<PaymentListItem[]> =>
  withGlance("payment", rows.map(toPayment), ({ id, reverses }) => reverses ?? id);
