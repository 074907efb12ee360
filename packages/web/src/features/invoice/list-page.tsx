import type { InvoiceStatus } from "@practice-hub/core/invoice/schema";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useEffect } from "react";
import { useTitle } from "../../lib/title.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCan } from "../../lib/account/me.ts";
import { BulkBar } from "../sync/bulk/bar.tsx";
import { useSelection } from "../sync/bulk/use-selection.ts";
import { InvoiceTotals } from "./totals-strip.tsx";
import { InvoiceTable } from "./list-table.tsx";
import { invoicesQuery } from "./queries.ts";
import { STATUS_WORDS } from "./words.ts";

interface ListSearch {
  status?: InvoiceStatus | undefined;
  pages?: number | undefined;
}

/** Every invoice of the firm; the filter lives in the address, so that a view can be sent to a colleague. */
export function InvoicesPage({
  search,
  onSearch,
}: {
  search: ListSearch;
  onSearch: (change: Partial<ListSearch>, how: "push" | "replace") => void;
}) {
  useTitle("Invoices");
  const mayWrite = useCan("invoice:write");
  const list = useInfiniteQuery({ ...invoicesQuery({ status: search.status }), placeholderData: keepPreviousData });
  const invoices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = search.pages ?? 1;
  const open = list.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list;
  useEffect(() => {
    if (open > 0 && open < wanted && hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage();
  }, [open, wanted, hasNextPage, isFetching, isPlaceholderData, fetchNextPage]);
  const selection = useSelection();
  const add = mayWrite ? (
    <Link to="/client-hub/invoices/new" className={buttonStyle({ look: "primary" })}>
      <Plus aria-hidden="true" className="size-4" />
      New invoice
    </Link>
  ) : null;
  return (
    <>
      <PageHead title="Invoices" actions={add} />
      <InvoiceTotals />
      <search className="mb-3 flex">
        <Select
          aria-label="Status"
          className="w-auto!"
          value={search.status ?? ""}
          onChange={(event) =>
            onSearch(
              { status: (event.target.value || undefined) as InvoiceStatus | undefined, pages: undefined },
              "push",
            )
          }
        >
          <option value="">All statuses</option>
          {Object.entries(STATUS_WORDS).map(([status, { label }]) => (
            <option key={status} value={status}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <output className="block sr-only">
        {isPlaceholderData || list.isPending ? "" : `${invoices.length}${hasNextPage ? " or more" : ""} invoices`}
      </output>
      <BulkBar selection={selection} kind="invoice" />
      <Panel flush className={isPlaceholderData ? "opacity-60" : undefined}>
        {list.isPending ? <SkeletonRows count={10} label="Loading invoices" /> : null}
        {list.isError ? <Failure error={list.error} what="The invoices" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && invoices.length === 0 && search.status ? (
          <Empty
            title={`No ${STATUS_WORDS[search.status].label.toLowerCase()} invoices`}
            action={
              <Button onClick={() => onSearch({ status: undefined, pages: undefined }, "push")}>
                Show all invoices
              </Button>
            }
          />
        ) : null}
        {list.isSuccess && invoices.length === 0 && !search.status ? (
          <Empty title="No invoices yet" action={add}>
            Draft an invoice for a client, approve it, and record what is paid on it here.
          </Empty>
        ) : null}
        {invoices.length > 0 ? <InvoiceTable invoices={invoices} selection={mayWrite ? selection : undefined} /> : null}
        {hasNextPage && invoices.length > 0 ? (
          <div className="border-t border-line p-2 text-center">
            <Button
              look="quiet"
              busy={list.isFetchingNextPage}
              onClick={() => onSearch({ pages: Math.min(open + 1, 20) }, "replace")}
            >
              Show more invoices
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}
