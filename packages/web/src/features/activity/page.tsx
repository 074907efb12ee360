import { useInfiniteQuery } from "@tanstack/react-query";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { ActivityLine } from "./line.tsx";
import { activityQuery } from "./query.ts";

/** The firm's audit trail. */
export function ActivityPage() {
  useTitle("Activity");
  const list = useInfiniteQuery(activityQuery);
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title="Activity">Who did what, newest first. Entries are only ever added.</PageHead>
      <Panel flush>
        {list.isPending ? <SkeletonRows count={10} label="Loading activity" /> : null}
        {list.isError ? <Failure error={list.error} what="The activity" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && entries.length === 0 ? (
          <Empty title="Nothing has happened yet">The first client you add is the first entry.</Empty>
        ) : null}
        {entries.length > 0 ? (
          <ol className="divide-y divide-line">
            {entries.map((entry) => (
              <ActivityLine key={entry.id} entry={entry} withClient />
            ))}
          </ol>
        ) : null}
        {list.hasNextPage ? (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show older entries
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}
