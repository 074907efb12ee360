import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { NotConnected } from "../not-connected.tsx";
import { MatchList } from "./list.tsx";
import { type Counts, matchCountsQuery, matchPageQuery } from "./query.ts";
import { MatchSummary } from "./summary.tsx";

/** Which contact in Xero each client is. `clientId` shows one client alone: somebody came from its record. */
export function MatchingPage({ clientId }: { clientId: string | undefined }) {
  const counts = useQuery(matchCountsQuery);
  if (counts.isPending)
    return (
      <Panel flush>
        <SkeletonRows label="Loading the clients" />
      </Panel>
    );
  if (counts.isError) return <Failure error={counts.error} what="The matching" onRetry={() => void counts.refetch()} />;
  if (counts.data.state === "not-connected")
    return <NotConnected>Clients are compared with the contacts of your organisation in Xero.</NotConnected>;
  return (
    <div className="space-y-4">
      {clientId ? <OneClient /> : <MatchSummary counts={counts.data} />}
      <Pages key={clientId} counts={counts.data} clientId={clientId} />
    </div>
  );
}

const OneClient = () => (
  <Notice
    title="Only one client is shown"
    action={
      <Link to="/client-hub/settings/integrations/xero/matching" className={buttonStyle({ size: "sm" })}>
        Show all that are not linked
      </Link>
    }
  />
);

/** A page at a time: each is looked up in Xero. */
function Pages({ counts, clientId }: { counts: Counts; clientId: string | undefined }) {
  /** The way back: the cursor of each page before this one. */
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { data, isPending, isError, error, isFetching, refetch } = useQuery(matchPageQuery({ cursor, clientId }));
  return (
    <>
      <Panel flush title="Not linked with a contact" id="not-linked">
        {isPending ? <SkeletonRows count={8} label="Looking the clients up in Xero" /> : null}
        {isError ? <Failure error={error} what="Xero’s contacts" onRetry={() => void refetch()} /> : null}
        {data && data.items.length > 0 ? <MatchList key={cursor} rows={data.items} stale={isFetching} /> : null}
        {data?.items.length === 0 ? (
          <Nobody counts={counts} clientId={clientId} later={data.nextCursor !== null} />
        ) : null}
      </Panel>
      {cursors.length > 0 || data?.nextCursor ? (
        <nav aria-label="Pages" className="flex items-center justify-between gap-2">
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            Previous page
          </Button>
          <span className="text-muted tabular-nums">Page {cursors.length + 1}</span>
          <Button
            disabled={!data?.nextCursor}
            onClick={() => setCursors([...cursors, ...(data?.nextCursor ? [data.nextCursor] : [])])}
          >
            Next page
          </Button>
        </nav>
      ) : null}
    </>
  );
}

function Nobody({ counts, clientId, later }: { counts: Counts; clientId: string | undefined; later: boolean }) {
  if (clientId) return <Empty title="This client is linked with a contact in Xero">There is nothing to decide.</Empty>;
  if (later) return <Empty title="Everybody on this page is linked">Go on to the next page.</Empty>;
  if (counts.linked + counts.open + counts.asNew + counts.ignored === 0)
    return (
      <Empty
        title="There are no clients yet"
        action={
          <Link to="/client-hub/clients/new" className={buttonStyle({ look: "secondary" })}>
            New client
          </Link>
        }
      >
        Nobody has to be matched. Clients you add go to Xero as new contacts.
      </Empty>
    );
  return <Empty title="Everybody is linked">Each of your clients is a contact in Xero.</Empty>;
}
