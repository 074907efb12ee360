import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitle } from "../../lib/title.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { paymentsQuery } from "./queries.ts";
import { PaymentTable } from "./table.tsx";

/** Every payment and reversal of the firm, newest first. */
export function PaymentsPage() {
  useTitle("Payments");
  const list = useInfiniteQuery(paymentsQuery);
  const payments = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title="Payments">What clients paid on their invoices, and what was taken back.</PageHead>
      <Panel flush>
        {list.isPending ? <SkeletonRows count={10} label="Loading payments" /> : null}
        {list.isError ? <Failure error={list.error} what="The payments" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && payments.length === 0 ? (
          <Empty
            title="No payments recorded"
            action={
              <Link to="/client-hub/invoices" className={buttonStyle()}>
                Show invoices
              </Link>
            }
          >
            Open an approved invoice to record what was paid on it.
          </Empty>
        ) : null}
        {payments.length > 0 ? <PaymentTable payments={payments} withInvoice /> : null}
        {list.hasNextPage ? (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show older payments
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}
