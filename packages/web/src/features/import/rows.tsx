import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import type { ShowProps } from "./show.ts";
import { type Import, type ImportLine, rowsQuery, type Show } from "./queries.ts";
import { sentencesOf, STATE_WORDS } from "./words.ts";

/** The file's rows with what is to be said of each; filters with their counts. */
export function Rows({ one, show, onShow }: { one: Import } & ShowProps) {
  const list = useInfiniteQuery(rowsQuery(one, show));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="Rows of the file" id="rows" flush>
      <Filters one={one} show={show} onShow={onShow} />
      {list.isPending ? <SkeletonRows count={8} label="Loading rows" /> : null}
      {list.isError ? <Failure error={list.error} what="The rows" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? <Empty title="No such rows" /> : null}
      {rows.length > 0 ? (
        <Table label="Rows of the file">
          <thead>
            <tr>
              <Th className="text-right">Line</Th>
              <Th>Name</Th>
              <Th className="max-md:hidden">Result</Th>
              <Th className="max-md:hidden">What to know</Th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.line}>
                <Td className="w-16 text-right align-top text-muted">{row.line}</Td>
                <Td className="align-top break-words">
                  <Name row={row} />
                  <span className="block pt-1 md:hidden">
                    <Outcome row={row} /> <span className="text-muted">{sentencesOf(row).join(" ")}</span>
                  </span>
                </Td>
                <Td className="align-top max-md:hidden">
                  <Outcome row={row} />
                </Td>
                <Td className="align-top max-md:hidden">
                  {sentencesOf(row).map((sentence) => (
                    <span key={sentence} className="block">
                      {sentence}
                    </span>
                  ))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more rows
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function Name({ row }: { row: ImportLine }) {
  const name = row.name || <span className="text-muted">No name</span>;
  const client = row.clientId ?? row.duplicateOf?.clientId;
  if (!client) return <span className="font-medium">{name}</span>;
  return (
    <Link
      to="/client-hub/clients/$id"
      params={{ id: client }}
      className="font-medium underline-offset-2 hover:underline"
    >
      {name}
    </Link>
  );
}

function Outcome({ row }: { row: ImportLine }) {
  if (row.clientId) return <Badge tone="good">Imported</Badge>;
  if (row.failure) return <Badge tone="bad">Not imported</Badge>;
  return <Badge tone={STATE_WORDS[row.state].tone}>{STATE_WORDS[row.state].label}</Badge>;
}

function Filters({ one: { found, failed }, show, onShow }: { one: Import } & ShowProps) {
  const total = found.ready + found.error + found.duplicate + found.alike;
  const filters: { value: Show; label: string; count: number }[] = [
    { value: undefined, label: "All", count: total },
    { value: "ready", label: "Ready", count: found.ready },
    { value: "error", label: "Errors", count: found.error },
    { value: "duplicate", label: "Duplicates", count: found.duplicate },
    { value: "alike", label: "Same name and email", count: found.alike },
    { value: "failed", label: "Not imported", count: failed },
  ];
  return (
    <fieldset className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
      <legend className="sr-only">Show rows</legend>
      {filters
        .filter(({ value, count }) => value === undefined || value === show || count > 0)
        .map(({ value, label, count }) => (
          <Button
            key={label}
            size="sm"
            look={value === show ? "secondary" : "quiet"}
            aria-pressed={value === show}
            onClick={() => onShow(value)}
          >
            {label} <span className="tabular-nums">{count.toLocaleString("en-GB")}</span>
          </Button>
        ))}
    </fieldset>
  );
}
