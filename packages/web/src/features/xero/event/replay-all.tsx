import type { ReplayedState } from "@practice-hub/core/webhook/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Output } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import { Failure, RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { ProgressBar } from "../../../ui/status/progress.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { xeroQuery } from "../../integration/queries.ts";
import { replayPlanQuery } from "./queries.ts";
import { STATE } from "./words.ts";

type Plan = Output<"GET /api/events/replay">;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** All events of one state once more: what that takes, then how far it is. */
export function ReplayAll({ state, onClose }: { state: ReplayedState; onClose: () => void }) {
  const cache = useQueryClient();
  const [started, setStarted] = useState<number | null>(null);
  const [isMore, setMore] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const plan = useQuery(replayPlanQuery(state, started !== null));
  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      const { replayed, more } = await api("POST /api/events/replay", { body: { state } });
      await plan.refetch();
      setStarted(replayed);
      setMore(more);
      void cache.invalidateQueries({ queryKey: ["events", { state: "" }] });
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    void cache.invalidateQueries({ queryKey: ["events"] });
    onClose();
  };
  const failure = error ? explain(error) : null;
  const mayStart = plan.isSuccess && plan.data.events > 0 && (started === null || (isMore && plan.data.waiting === 0));
  return (
    <Dialog
      open
      onOpenChange={close}
      title={state === "dead" ? "Replay what was given up" : "Replay what had nothing to do"}
    >
      <div className="space-y-3">
        {failure ? (
          <Notice kind="bad" live title="Nothing was replayed">
            {failure.detail}
            {failure.requestId ? <RequestId id={failure.requestId} /> : null}
          </Notice>
        ) : null}
        {plan.isPending ? <SkeletonRows count={2} label="Counting the events" /> : null}
        {plan.isError ? <Failure error={plan.error} what="The count" onRetry={() => void plan.refetch()} /> : null}
        {plan.isSuccess ? (
          started === null ? (
            <Estimate plan={plan.data} />
          ) : (
            <Progress state={state} started={started} plan={plan.data} />
          )
        ) : null}
      </div>
      <DialogActions>
        <Button onClick={close}>{started === null ? "Cancel" : "Close"}</Button>
        {mayStart ? (
          <Button look="primary" busy={busy} onClick={() => void start()}>
            Replay {counted(plan.data.events, "event")}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}

function Estimate({ plan: { events, records, calls, more } }: { plan: Plan }) {
  if (events === 0) return <p className="text-muted">There is none to replay.</p>;
  return (
    <div className="space-y-2 text-muted">
      <p>
        <span className="font-medium text-ink">
          {counted(events, "event")} about {counted(records, "record")}
        </span>
        , read with {calls === 0 ? "no call" : counted(calls, "call")} to Xero.
      </p>
      {more ? <p>There are more. These are the oldest; replay the others afterwards.</p> : null}
      <p>What Xero has now is compared with the records here. Nothing is done twice by it.</p>
    </div>
  );
}

function Progress({
  state,
  started,
  plan: { waiting, events },
}: {
  state: ReplayedState;
  started: number;
  plan: Plan;
}) {
  const { data: connection } = useQuery(xeroQuery);
  const done = Math.max(0, started - waiting);
  if (started === 0) return <p className="text-muted">There was none to replay.</p>;
  return (
    <div className="space-y-3">
      <ProgressBar
        label={waiting === 0 ? "All were looked at again" : "Looking at them again"}
        part={done / started}
        words={`${done.toLocaleString("en-GB")} of ${started.toLocaleString("en-GB")}`}
      />
      {waiting > 0 && connection && connection.state !== "connected" ? (
        <Notice kind="warn">Xero is not connected. They wait, and are looked at when it is.</Notice>
      ) : null}
      <p className="text-muted">
        {waiting > 0
          ? "You can close this. It goes on by itself."
          : events > 0
            ? `${counted(events, "event")} ${events === 1 ? "is" : "are"} in the state “${STATE[state].label}” now.`
            : `None is in the state “${STATE[state].label}” any more.`}
      </p>
    </div>
  );
}
