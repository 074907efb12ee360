import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { ActivityLine, EmailLine } from "../../activity/line.tsx";
import { timelineQuery } from "../queries.ts";

/** Everything that happened with the client, newest first. */
export function TimelineTab({ id }: { id: string }) {
  const list = useInfiniteQuery(timelineQuery(id));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel flush>
      {list.isPending ? <SkeletonRows label="Loading the timeline" /> : null}
      {list.isError ? <Failure error={list.error} what="The timeline" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && entries.length === 0 ? (
        <Empty title="Nothing has happened yet">Changes and mails appear here, newest first.</Empty>
      ) : null}
      {entries.length > 0 ? (
        <ol className="divide-y divide-line">
          {entries.map((entry) =>
            entry.kind === "email" ? (
              <EmailLine key={entry.id} entry={entry} />
            ) : (
              <ActivityLine key={entry.id} entry={entry} />
            ),
          )}
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
  );
}
