import { longDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import type { Output } from "../../lib/request/api.ts";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Amount, LinesTable, Totals } from "../invoice/figures.tsx";

type PortalInvoice = Output<"GET /api/portal/invoices/{id}">;

/** What to pay and until when, before anything else. */
export function InvoiceHead({ invoice }: { invoice: PortalInvoice }) {
  return (
    <p>
      {invoice.duePence > 0 ? (
        <>
          <span className="font-medium text-ink tabular-nums">{formatPence(invoice.duePence)}</span> due by{" "}
          {longDate(invoice.dueOn)}. Use {invoice.number} as the payment reference.
        </>
      ) : (
        "Nothing is due on this invoice."
      )}
    </p>
  );
}

/** What it is for, and the rest of what it says. */
export function InvoicePanels({ invoice }: { invoice: PortalInvoice }) {
  return (
    <div className="space-y-4">
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
  );
}
