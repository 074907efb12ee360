import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { SyncChip } from "./chip.tsx";
import { StandingDetails } from "./details.tsx";
import { syncRecordQuery, type SyncTarget } from "./queries.ts";

/** A record's place in Xero, on its own page. It fails alone. */
export function SyncPanel({ target }: { target: SyncTarget }) {
  const { data, isPending, isError, error, refetch } = useQuery(syncRecordQuery(target));
  return (
    <Panel title="Xero" id="xero" flush>
      {isPending ? <SkeletonRows count={1} label="Loading its place in Xero" /> : null}
      {isError && !data ? <Failure error={error} what="Its place in Xero" onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className="p-4">
          <StandingDetails target={target} place={data.record} here />
        </div>
      ) : null}
    </Panel>
  );
}

/** The same in a word, for the record's head; nothing while it is not known. */
export function RecordChip({ target, name }: { target: SyncTarget; name: string }) {
  const { data } = useQuery(syncRecordQuery(target));
  return data?.record ? <SyncChip target={target} place={data.record} name={name} /> : null;
}
