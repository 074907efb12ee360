import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { linkStyle } from "../../auth/frame.tsx";
import { upcomingQuery } from "../queries.ts";

/** Whose evidence goes within thirty days, each with the way to a legal hold; nothing while there is nobody. */
export function UpcomingPurges() {
  const list = useInfiniteQuery(upcomingQuery);
  if (list.isError)
    return <Failure error={list.error} what="Evidence to be deleted" onRetry={() => void list.refetch()} />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Panel flush title="Evidence to be deleted" id="to-be-deleted" className="mt-4">
      <p className="px-4 py-3 text-muted">
        Five years after a relationship ended, the law has its identity evidence deleted. What is still needed can be
        kept with a legal hold.
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {items.map(({ clientId, clientName, purgeAt, held }) => (
          <li key={clientId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
            <Link
              to="/client-hub/clients/$id/compliance"
              params={{ id: clientId }}
              hash="retention"
              className={`${linkStyle} min-w-0 wrap-anywhere`}
            >
              {clientName}
              <span className="sr-only">: retention and legal hold</span>
            </Link>
            {held ? (
              <Badge tone="accent">Legal hold</Badge>
            ) : (
              <span className="text-muted">on {longDate(purgeAt)}</span>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
