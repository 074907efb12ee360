import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { longDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { InvoiceStatusBadge } from "../invoice/status-badge.tsx";
import { useCompany } from "./company.ts";
import { portalInvoicesQuery } from "./invoice-queries.ts";
import { usePortalMe } from "./me.ts";

/** The invoices the firm sent to this company. */
export function PortalInvoices() {
  useTitle("Invoices");
  const { firm } = usePortalMe();
  const { company } = useCompany();
  const list = useInfiniteQuery(portalInvoicesQuery(company?.id));
  const invoices = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Invoices</h1>
      {company ? <p className="mt-1 text-muted">{company.name}</p> : null}
      <Panel flush className="mt-6">
        {list.isPending ? <SkeletonRows label="Loading invoices" /> : null}
        {list.isError ? <Failure error={list.error} what="The invoices" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && invoices.length === 0 ? (
          <Empty title="No invoices">When {firm.name} sends you an invoice, it appears here.</Empty>
        ) : null}
        {invoices.length > 0 ? (
          <ul className="divide-y divide-line">
            {invoices.map((invoice) => (
              <li key={invoice.id}>
                <Link
                  to="/client-portal/invoices/$id"
                  params={{ id: invoice.id }}
                  className="flex items-center justify-between gap-4 px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
                >
                  <span className="min-w-0">
                    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                      {invoice.number}
                      <InvoiceStatusBadge status={invoice.status} />
                    </span>
                    <span className="mt-0.5 block text-sm text-muted">
                      {invoice.duePence > 0 ? `Due ${longDate(invoice.dueOn)}` : `Issued ${longDate(invoice.issueOn)}`}
                    </span>
                  </span>
                  <span className="text-right whitespace-nowrap tabular-nums">
                    <span className="font-medium">{formatPence(invoice.totalPence)}</span>
                    {invoice.duePence > 0 && invoice.duePence < invoice.totalPence ? (
                      <span className="block text-sm text-muted">{formatPence(invoice.duePence)} due</span>
                    ) : null}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {list.hasNextPage ? (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show older invoices
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}
