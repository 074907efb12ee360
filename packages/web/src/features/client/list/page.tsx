import type { ClientStatus } from "@practice-hub/core/client/schema";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileUp, Plus, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDebounced } from "../../../lib/debounce.ts";
import { useShortcuts } from "../../../lib/shortcut.ts";
import { useTitle } from "../../../lib/title.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Input, Select } from "../../../ui/form/input.tsx";
import { PageHead, Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { BulkBar } from "../../sync/bulk/bar.tsx";
import { useSelection } from "../../sync/bulk/use-selection.ts";
import { type ClientFilter, clientsQuery } from "./query.ts";
import { ClientTable } from "./table.tsx";
import { STATUS_WORDS } from "../words.ts";

interface ListSearch extends ClientFilter {
  pages?: number | undefined;
}
type OnSearch = (change: Partial<ListSearch>, how: "push" | "replace") => void;

/** Every client of the firm: search and filter live in the address, so that a view can be sent to a colleague. */
export function ClientsPage({ search, onSearch }: { search: ListSearch; onSearch: OnSearch }) {
  useTitle("Clients");
  const mayWrite = useCan("client:write");
  const list = useInfiniteQuery({ ...clientsQuery(search), placeholderData: keepPreviousData });
  const clients = list.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = search.pages ?? 1;
  const open = list.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list;
  useEffect(() => {
    if (open > 0 && open < wanted && hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage();
  }, [open, wanted, hasNextPage, isFetching, isPlaceholderData, fetchNextPage]);
  const selection = useSelection();
  const filtered = Boolean(search.q ?? search.status);
  return (
    <>
      <PageHead
        title="Clients"
        actions={
          mayWrite ? (
            <>
              <Link to="/client-hub/clients/import" className={buttonStyle()}>
                <FileUp aria-hidden="true" className="size-4" />
                Import
              </Link>
              <Link to="/client-hub/clients/new" className={buttonStyle({ look: "primary" })}>
                <Plus aria-hidden="true" className="size-4" />
                New client
              </Link>
            </>
          ) : null
        }
      />
      <Filters search={search} onSearch={onSearch} />
      <output className="block sr-only">
        {list.isPlaceholderData || list.isPending
          ? ""
          : `${clients.length}${list.hasNextPage ? " or more" : ""} clients`}
      </output>
      <BulkBar selection={selection} kind="contact" />
      <Panel flush className={list.isPlaceholderData ? "opacity-60" : undefined}>
        {list.isPending ? <SkeletonRows count={10} label="Loading clients" /> : null}
        {list.isError ? <Failure error={list.error} what="The clients" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && clients.length === 0 ? (
          <NoClients
            filtered={filtered}
            mayWrite={mayWrite}
            onClear={() => onSearch({ q: undefined, status: undefined, pages: undefined }, "push")}
          />
        ) : null}
        {clients.length > 0 ? <ClientTable clients={clients} selection={mayWrite ? selection : undefined} /> : null}
        {list.hasNextPage && clients.length > 0 ? (
          <div className="border-t border-line p-2 text-center">
            <Button
              look="quiet"
              busy={list.isFetchingNextPage}
              onClick={() => onSearch({ pages: Math.min(open + 1, 20) }, "replace")}
            >
              Show more clients
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}

function Filters({ search, onSearch }: { search: ListSearch; onSearch: OnSearch }) {
  const [text, setText] = useState(search.q ?? "");
  const box = useRef<HTMLInputElement>(null);
  const settled = useDebounced(text.trim(), 200);
  const sent = useRef(search.q ?? "");
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    latest.current({ q: settled || undefined, pages: undefined }, "replace");
  }, [settled]);
  // Back and forward, or "Show all clients", change the address under the box.
  useEffect(() => {
    const now = search.q ?? "";
    if (now === sent.current) return;
    sent.current = now;
    setText(now);
  }, [search.q]);
  useShortcuts([{ keys: "/", label: "Search this list", run: () => box.current?.focus() }]);
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <div className="relative min-w-48 grow sm:max-w-sm">
        <Search aria-hidden="true" className="absolute top-2 left-2.5 size-4 text-faint" />
        <Input
          ref={box}
          type="search"
          aria-label="Search clients"
          placeholder="Name, number, code or email"
          className="pl-8"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </div>
      <Select
        aria-label="Status"
        className="w-auto!"
        value={search.status ?? ""}
        onChange={(event) =>
          onSearch({ status: (event.target.value || undefined) as ClientStatus | undefined, pages: undefined }, "push")
        }
      >
        <option value="">All but archived</option>
        {Object.entries(STATUS_WORDS).map(([status, { label }]) => (
          <option key={status} value={status}>
            {label}
          </option>
        ))}
      </Select>
    </search>
  );
}

function NoClients({ filtered, mayWrite, onClear }: { filtered: boolean; mayWrite: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <Empty title="No client matches" action={<Button onClick={onClear}>Show all clients</Button>}>
        Search looks at the beginning of each word of the name, the company number, the client code and the email
        address.
      </Empty>
    );
  }
  return (
    <Empty
      title="No clients yet"
      action={
        mayWrite ? (
          <span className="flex flex-wrap gap-2">
            <Link to="/client-hub/clients/new" className={buttonStyle({ look: "primary" })}>
              Add your first client
            </Link>
            <Link to="/client-hub/clients/import" className={buttonStyle()}>
              Import a CSV file
            </Link>
          </span>
        ) : null
      }
    >
      Type a company number and its details, officers and owners come from Companies House.
    </Empty>
  );
}
