import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCan } from "../../lib/account/me.ts";
import { InvoiceTable } from "./list-table.tsx";
import { invoicesQuery } from "./queries.ts";

/** The invoices of one client, newest first. */
export function ClientInvoices({ clientId }: { clientId: string }) {
  const mayWrite = useCan("invoice:write");
  const list = useInfiniteQuery(invoicesQuery({ clientId }));
  const invoices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const add = mayWrite ? (
    <Link to="/client-hub/invoices/new" search={{ client: clientId }} className={buttonStyle({ size: "sm" })}>
      New invoice
    </Link>
  ) : null;
  return (
    <Panel flush id="invoices" title="Invoices" actions={invoices.length > 0 ? add : null}>
      {list.isPending ? <SkeletonRows label="Loading invoices" /> : null}
      {list.isError ? <Failure error={list.error} what="The invoices" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && invoices.length === 0 ? (
        <Empty title="No invoices for this client" action={add}>
          What you bill this client appears here, with what is paid and what is due.
        </Empty>
      ) : null}
      {invoices.length > 0 ? <InvoiceTable invoices={invoices} withClient={false} /> : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older invoices
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
