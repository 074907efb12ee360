import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { longDate } from "../../lib/time/date.ts";
import { useTitle } from "../../lib/title.ts";
import { BackLink } from "../../ui/layout/back-link.tsx";
import { Fact, Facts, PageHead, Panel } from "../../ui/layout/page.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { PaymentsPanel } from "./payment/panel.tsx";
import { RecordChip, SyncPanel } from "../sync/panel.tsx";
import { Amount, LinesTable, Totals } from "./figures.tsx";
import { type Invoice, invoiceQuery } from "./queries.ts";
import { InvoiceActions } from "./record-actions.tsx";
import { SentFact } from "./sent-fact.tsx";
import { InvoiceStatusBadge } from "./status-badge.tsx";

/** One invoice: what was billed, what is paid, what is due, and what can be done next. */
export function InvoicePage({ id }: { id: string }) {
  const { data: invoice } = useSuspenseQuery(invoiceQuery(id));
  useTitle(`${invoice.number} ${invoice.clientName}`);
  return (
    <>
      <PageHead
        title={invoice.number}
        above={<BackLink to="/client-hub/invoices">Invoices</BackLink>}
        actions={<InvoiceActions invoice={invoice} />}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <InvoiceStatusBadge status={invoice.status} />
          <RecordChip target={{ kind: "invoice", id, clientId: invoice.clientId }} name={invoice.number} />
          <Link
            to="/client-hub/clients/$id"
            params={{ id: invoice.clientId }}
            className="text-accent-ink underline-offset-2 hover:underline"
          >
            {invoice.clientName}
          </Link>
        </div>
      </PageHead>
      {invoice.status === "void" ? (
        <Notice className="mb-4" title="This invoice is void">
          Nothing is due on it. {invoice.voidReason ? `Reason: ${invoice.voidReason}` : "No reason was given."}
        </Notice>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-4">
          <Panel flush title="Lines" id="lines">
            <LinesTable lines={invoice.lines} withAccount />
            <div className="border-t border-line px-4 py-3">
              <Totals sums={invoice}>
                <Amount term="Paid" pence={invoice.paidPence} />
                {invoice.creditedPence > 0 ? <Amount term="Credited" pence={invoice.creditedPence} /> : null}
                <Amount strong term="Due" pence={invoice.duePence} />
              </Totals>
            </div>
          </Panel>
          <PaymentsPanel invoice={invoice} />
        </div>
        <div className="min-w-0 space-y-4">
          <Panel flush title="Details" id="details">
            <Details invoice={invoice} />
          </Panel>
          <SyncPanel target={{ kind: "invoice", id, clientId: invoice.clientId }} />
        </div>
      </div>
    </>
  );
}

function Details({ invoice }: { invoice: Invoice }) {
  return (
    <Facts>
      <Fact term="Issued">{longDate(invoice.issueOn)}</Fact>
      <Fact term="Due">{longDate(invoice.dueOn)}</Fact>
      {invoice.paidOn ? <Fact term="Paid">{longDate(invoice.paidOn)}</Fact> : null}
      <Fact term="PO number">{invoice.poNumber ?? "–"}</Fact>
      <Fact term="Terms">
        <span className="whitespace-pre-line">{invoice.terms ?? "–"}</span>
      </Fact>
      <Fact term="Notes">
        <span className="whitespace-pre-line">{invoice.notes ?? "–"}</span>
      </Fact>
      {invoice.approvedAt ? (
        <Fact term="Approved">
          <Ago at={invoice.approvedAt} />
        </Fact>
      ) : null}
      <SentFact invoice={invoice} />
      {invoice.voidedAt ? (
        <Fact term="Voided">
          <Ago at={invoice.voidedAt} />
        </Fact>
      ) : null}
      <Fact term="Created">
        <Ago at={invoice.createdAt} />
      </Fact>
    </Facts>
  );
}
