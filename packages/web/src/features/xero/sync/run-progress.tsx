import { MAX_COUNTED } from "@practice-hub/core/sync/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { ProgressBar } from "../../../ui/status/progress.tsx";
import { refreshSync, syncCountsQuery } from "../../sync/queries.ts";

const POLL_MS = 1500;
/** Polls without a run and without a change, after which nothing more comes for now. */
const STILL = 4;

/** What there was when it began. */
export interface Start {
  pending: number;
  error: number;
  conflict: number;
}

/** A run of all that waits: how much is through, until nothing waits or nothing moves any more. */
export function RunProgress({ start, onDone }: { start: Start; onDone: () => void }) {
  const cache = useQueryClient();
  const [seen, setSeen] = useState({ at: 0, pending: start.pending, still: 0, over: false });
  const { over } = seen;
  const { data, dataUpdatedAt } = useQuery({
    ...syncCountsQuery,
    refetchInterval: over ? false : POLL_MS,
    staleTime: 0,
  });
  const pending = data?.pending ?? start.pending;
  // Once for each answer: whether something moved since the one before.
  if (data && dataUpdatedAt !== seen.at) {
    const still = data.running || pending !== seen.pending ? 0 : seen.still + 1;
    setSeen({ at: dataUpdatedAt, pending, still, over: over || still >= STILL });
  }
  useEffect(() => {
    if (over) void refreshSync(cache);
  }, [over, cache]);
  const total = Math.max(start.pending, pending);
  const many = total >= MAX_COUNTED;
  const failed = Math.max(0, (data ? data.error + data.conflict : 0) - start.error - start.conflict);
  const wrong = failed > 0 ? `, ${failed} could not go` : "";
  if (over)
    return (
      <Notice
        kind={failed > 0 || pending > 0 ? "warn" : "good"}
        live
        title={pending > 0 ? `${pending.toLocaleString("en-GB")} still wait` : "Both sides were compared"}
        action={
          <Button size="sm" onClick={onDone}>
            Close
          </Button>
        }
      >
        {Math.max(0, total - pending - failed).toLocaleString("en-GB")} sent{wrong}.{" "}
        {pending > 0 ? "They go on by themselves as soon as Xero lets them; nothing is sent twice." : ""}
      </Notice>
    );
  return (
    <>
      <ProgressBar
        label={total === 0 ? "Asking Xero for changes" : "Syncing with Xero"}
        part={total === 0 ? null : (total - pending) / total}
        words={
          total === 0
            ? ""
            : many
              ? `${pending.toLocaleString("en-GB")} or more left${wrong}`
              : `${(total - pending).toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}${wrong}`
        }
      />
      <p className="mt-3 text-muted">You can leave this page; the work goes on.</p>
    </>
  );
}
