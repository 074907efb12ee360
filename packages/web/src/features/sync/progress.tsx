import type { RecordRef } from "@practice-hub/core/sync/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { Button } from "../../ui/button.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { ProgressBar } from "../../ui/status/progress.tsx";
import { counted, kindsOf } from "./cause.ts";
import { FixAction } from "./fix.tsx";
import { refreshSync, syncCountsQuery, type SyncRecord, targetOf } from "./queries.ts";
import { RecordLink } from "./record-link.tsx";
import { standingOf } from "./standing.ts";

const OFTEN_MS = 1500;
const SELDOM_MS = 5000;
/** Polls after which it is asked less often, and said that it takes longer. */
const SOON = 20;

const isWaiting = ({ status }: SyncRecord): boolean => status === "pending";

/** What became of records that were let go: how many are through, and of those that failed why and what helps. */
export function SyncProgress({ records, onDone }: { records: readonly RecordRef[]; onDone: () => void }) {
  const cache = useQueryClient();
  const [{ at, polls }, setSeen] = useState({ at: 0, polls: 0 });
  const { data, isError, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ["sync-watch", records],
    queryFn: ({ signal }) => api("POST /api/integrations/xero/records", { body: { records: [...records] }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isWaiting) ? (polls < SOON ? OFTEN_MS : SELDOM_MS) : false),
    staleTime: 0,
    gcTime: 0,
  });
  if (dataUpdatedAt !== at) setSeen({ at: dataUpdatedAt, polls: polls + 1 });
  const items = data?.items ?? [];
  const waiting = items.filter(isWaiting);
  const over = data !== undefined && waiting.length === 0;
  useEffect(() => {
    if (over) void refreshSync(cache);
  }, [over, cache]);
  const failed = items.filter(({ status }) => status === "error" || status === "conflict");
  const through = items.length - waiting.length;
  if (isError && !data) return <Failure error={error} what="The progress" onRetry={() => void refetch()} />;
  return (
    <div className="space-y-3">
      {over ? (
        <Notice
          kind={failed.length > 0 ? "warn" : "good"}
          live
          title={failed.length > 0 ? `${failed.length} could not go` : "All of it is in Xero"}
        >
          {counted(kindsOf(items.filter(({ status }) => status === "synced"))) || "Nothing"} in step.
        </Notice>
      ) : (
        <>
          <ProgressBar
            label="Sending to Xero"
            part={data ? through / Math.max(1, items.length) : null}
            words={
              data
                ? `${through} of ${items.length}${failed.length > 0 ? `, ${failed.length} could not go` : ""}`
                : "Starting"
            }
          />
          <p className="text-muted">
            You can leave this page; the work goes on.
            {polls >= SOON ? " It takes longer than usual: Xero lets only so much through in a minute." : ""}
          </p>
        </>
      )}
      {failed.length > 0 ? <Failed records={failed} /> : null}
      {over ? (
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      ) : null}
    </div>
  );
}

function Failed({ records }: { records: readonly SyncRecord[] }) {
  const { data: firm } = useQuery(syncCountsQuery);
  return (
    <ul
      aria-label="Could not go"
      className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line"
    >
      {records.map((record) => {
        const target = targetOf(record);
        const fix = standingOf(record.kind, record, firm)?.fix;
        return (
          <li key={record.id} className="space-y-1.5 px-3 py-2">
            <RecordLink target={target} label={record.label} />
            <p className="break-words text-muted">{record.reason}</p>
            {fix ? <FixAction fix={fix} target={target} url={record.url} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
