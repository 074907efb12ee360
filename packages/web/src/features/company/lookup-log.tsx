import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { api } from "../../lib/request/api.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";

const ACTION_WORDS = {
  lookup: "Asked the register",
  cache_hit: "From the cache",
  cache_miss: "Not in the cache",
} as const;

/** Every look-up of the firm. */
export function LookupLog() {
  const list = useInfiniteQuery({
    queryKey: ["companies", "activity"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/companies/activity", { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel flush title="Look-up log" id="log">
      {list.isPending ? <SkeletonRows label="Loading the log" /> : null}
      {list.isError ? <Failure error={list.error} what="The log" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <Empty title="No look-ups yet">Look a company up while you add a client, and it appears here.</Empty>
      ) : null}
      {rows.length > 0 ? (
        <Table label="Look-ups">
          <thead>
            <tr>
              <Th>Company number</Th>
              <Th>What happened</Th>
              <Th>Result</Th>
              <Th className="text-right">Time</Th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.id}>
                <Td className="font-medium">{row.companyNumber}</Td>
                <Td className="whitespace-nowrap text-muted">{ACTION_WORDS[row.action]}</Td>
                <Td>
                  {row.success ? (
                    <Badge tone="good" icon={CircleCheck}>
                      Found
                    </Badge>
                  ) : (
                    <Badge tone="bad" icon={CircleX}>
                      {row.errorCode ?? "Failed"}
                    </Badge>
                  )}
                </Td>
                <Td className="text-right whitespace-nowrap text-muted">
                  <Ago at={row.at} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older look-ups
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
