import { requireStaff, tenantId } from "../../lib/actor.ts";
import { today } from "../../lib/clock.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { withGlance } from "../../outbox/glance.ts";
import { type InvoiceItem, InvoiceRow } from "../entity.ts";
import { openSums } from "../open-sum.ts";
import { load } from "./load.ts";
import { overdue } from "./overdue.ts";
import { OPEN_STATES } from "../rule/state.ts";
import { toInvoice, toSummary } from "../rule/view.ts";
import type { Invoice, InvoiceListItem, InvoiceQuery, InvoiceStatus, InvoiceTotals } from "../schema.ts";

/**
 * The firm's invoices, newest first; of one client, newest first; or of one status, by due date (what is unpaid soonest
 * first, the rest latest first). Two requests; for `overdue` four, one for each unpaid state. Never more with more invoices.
 */
export async function list(query: InvoiceQuery): Promise<Page<InvoiceListItem>> {
  requireStaff("invoice:read");
  const page = query.status === "overdue" ? await overdue(query) : await listed(query, query.status);
  return { ...page, items: await withGlance("invoice", page.items.map(toSummary), ({ id }) => id) };
}

function listed(
  query: InvoiceQuery,
  status: Exclude<InvoiceStatus, "overdue"> | undefined,
): Promise<Page<InvoiceItem>> {
  const { rows, order } = status
    ? ofStatus(status)
    : {
        rows: query.clientId
          ? InvoiceRow.query.byClient({ tenantId: tenantId(), clientId: query.clientId })
          : InvoiceRow.query.byId({ tenantId: tenantId() }),
        order: "desc" as const,
      };
  return readPage(() => rows.go({ order, limit: query.limit, cursor: query.cursor ?? null }));
}

/** An unpaid state without its overdue part, which is shown, and listed, as `overdue`. */
function ofStatus(state: Exclude<InvoiceStatus, "overdue">) {
  const rows = InvoiceRow.query.byState({ tenantId: tenantId(), state });
  const unpaid = (OPEN_STATES as readonly InvoiceStatus[]).includes(state);
  return unpaid ? { rows: rows.gte({ dueOn: today() }), order: "asc" as const } : { rows, order: "desc" as const };
}

/** What is outstanding and overdue in the firm today, from sums that every change keeps. Two requests. */
export async function totals(): Promise<InvoiceTotals> {
  const { tenantId: firm } = requireStaff("invoice:read");
  const asOf = today();
  return { ...(await openSums(firm, asOf)), asOf };
}

/** One invoice with its lines. Two requests. */
export async function fromId(id: string): Promise<Invoice> {
  requireStaff("invoice:read");
  const { row, lines } = await load(id);
  return toInvoice(row, lines);
}
