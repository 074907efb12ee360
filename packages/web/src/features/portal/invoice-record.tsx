import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { longDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { useTitle } from "../../lib/title.ts";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Amount, LinesTable, Totals } from "../invoice/figures.tsx";
import { InvoiceStatusBadge } from "../invoice/status-badge.tsx";
import { portalInvoiceQuery } from "./invoice-queries.ts";

/** One invoice as the client sees it: what to pay and until when first, then what it is for. */
export function PortalInvoicePage({ id }: { id: string }) {
  const { data: invoice } = useSuspenseQuery(portalInvoiceQuery(id));
  useTitle(`Invoice ${invoice.number}`);
  return (
    <>
      <Link
        to="/client-portal/invoices"
        className="mb-2 inline-flex min-h-6 items-center gap-0.5 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        Invoices
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-tight">Invoice {invoice.number}</h1>
        <InvoiceStatusBadge status={invoice.status} />
      </div>
      <p className="mt-1 text-muted">
        {invoice.duePence > 0 ? (
          <>
            <span className="font-medium text-ink tabular-nums">{formatPence(invoice.duePence)}</span> due by{" "}
            {longDate(invoice.dueOn)}. Use {invoice.number} as the payment reference.
          </>
        ) : (
          "Nothing is due on this invoice."
        )}
      </p>
      <div className="mt-6 space-y-4">
        <Panel flush title="What it is for" id="lines">
          <LinesTable lines={invoice.lines} />
          <div className="border-t border-line px-4 py-3">
            <Totals sums={invoice}>
              <Amount term="Paid" pence={invoice.paidPence} />
              {invoice.creditedPence > 0 ? <Amount term="Credited" pence={invoice.creditedPence} /> : null}
              <Amount strong term="Due" pence={invoice.duePence} />
            </Totals>
          </div>
        </Panel>
        <Panel flush title="Details" id="details">
          <Facts>
            <Fact term="Billed to">{invoice.clientName}</Fact>
            <Fact term="Issued">{longDate(invoice.issueOn)}</Fact>
            <Fact term="Due">{longDate(invoice.dueOn)}</Fact>
            {invoice.paidOn ? <Fact term="Paid">{longDate(invoice.paidOn)}</Fact> : null}
            {invoice.poNumber ? <Fact term="PO number">{invoice.poNumber}</Fact> : null}
            {invoice.terms ? (
              <Fact term="Terms">
                <span className="whitespace-pre-line">{invoice.terms}</span>
              </Fact>
            ) : null}
            {invoice.notes ? (
              <Fact term="Notes">
                <span className="whitespace-pre-line">{invoice.notes}</span>
              </Fact>
            ) : null}
          </Facts>
        </Panel>
      </div>
    </>
  );
}
