import { MAX_COUNTED } from "@practice-hub/core/sync/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks, RefreshCw } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastError } from "../../../lib/toast.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Skeleton } from "../../../ui/status/skeleton.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { PlanFlow } from "../../sync/plan/flow.tsx";
import { refreshSync, syncCountsQuery } from "../../sync/queries.ts";
import { BLOCKED } from "../../sync/standing.ts";
import { WHERE } from "../../sync/where.ts";
import { Issues } from "./issues.tsx";
import { RunProgress, type Start } from "./run-progress.tsx";
import { Runs } from "./runs.tsx";

/** What waits, what a push would do, what could not go and why, and what the last runs did. */
export function SyncPage() {
  const cache = useQueryClient();
  const counts = useQuery({ ...syncCountsQuery, refetchInterval: 30_000 });
  const may = useCan("client:write");
  const [planning, setPlanning] = useState(false);
  const [start, setStart] = useState<Start | null>(null);
  const [busy, setBusy] = useState<"sync" | "retry" | null>(null);
  const { data } = counts;
  const begin = async (what: "sync" | "retry") => {
    if (!data) return;
    setBusy(what);
    try {
      if (what === "sync") await api("POST /api/integrations/xero/sync", { body: {} });
      else await api("POST /api/integrations/xero/retry", { body: {} });
      setPlanning(false);
      setStart(what === "sync" ? data : { pending: data.pending + data.error, error: 0, conflict: data.conflict });
    } catch (error) {
      toastError(what === "sync" ? "The sync did not begin" : "Nothing was tried again", {
        description: explain(error).detail,
      });
    } finally {
      setBusy(null);
      await refreshSync(cache);
    }
  };
  const blocked = data && data.state !== "ready" ? BLOCKED[data.state] : null;
  const ready = may && data?.state === "ready" && !start;
  return (
    <div className="space-y-4">
      {blocked ? (
        <Notice
          kind="warn"
          title={blocked.label}
          action={
            <Link {...WHERE[blocked.fix.to]} className={buttonStyle({ size: "sm" })}>
              {blocked.fix.label}
            </Link>
          }
        >
          {blocked.reason}
        </Notice>
      ) : null}
      <Panel
        title="Now"
        id="now"
        actions={
          ready ? (
            <>
              {data.error > 0 ? (
                <Button size="sm" busy={busy === "retry"} onClick={() => void begin("retry")}>
                  Retry failed ({most(data.error)})
                </Button>
              ) : null}
              <Button
                size="sm"
                look="primary"
                busy={busy === "sync"}
                icon={<RefreshCw aria-hidden="true" className="size-3.5" />}
                onClick={() => void begin("sync")}
              >
                Sync now
              </Button>
            </>
          ) : null
        }
      >
        {data ? <Counts {...data} /> : null}
        {counts.isPending ? <Skeleton className="h-12" /> : null}
        {counts.isError && !data ? (
          <Failure error={counts.error} what="The counts" onRetry={() => void counts.refetch()} />
        ) : null}
        {data && data.state === "ready" && !data.autoSync && data.pending > 0 && !start ? (
          <p className="mt-3 text-muted">
            Your firm sends changes when somebody says so: with <em>Sync now</em> everything that waits goes, with the
            plan what you have looked at.
          </p>
        ) : null}
        {start ? (
          <div className="mt-4">
            <RunProgress start={start} onDone={() => setStart(null)} />
          </div>
        ) : null}
      </Panel>
      <Panel
        title="Plan"
        id="plan"
        actions={
          planning ? (
            <Button size="sm" look="quiet" onClick={() => setPlanning(false)}>
              Close
            </Button>
          ) : null
        }
      >
        {planning ? (
          <PlanFlow nothing="Nothing waits for Xero. Both sides are in step." onClose={() => setPlanning(false)} />
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-xl text-muted">
              See exactly what would be created, changed or refused in Xero before anything goes.
            </p>
            <Button
              icon={<ListChecks aria-hidden="true" className="size-4" />}
              disabled={data?.state !== "ready"}
              onClick={() => setPlanning(true)}
            >
              Show the plan
            </Button>
          </div>
        )}
      </Panel>
      <Issues />
      <Runs />
    </div>
  );
}

const most = (count: number): string =>
  count >= MAX_COUNTED ? `${MAX_COUNTED.toLocaleString("en-GB")} or more` : count.toLocaleString("en-GB");

function Counts({ pending, error, conflict }: Start) {
  return (
    <dl className="grid grid-cols-3 gap-3">
      <Count term="Waiting" count={pending} />
      <Count term="Could not go" count={error} bad={error > 0} />
      <div>
        <dt className="text-muted">Conflicts</dt>
        <dd className="text-lg font-semibold tabular-nums">
          {conflict > 0 ? (
            <Link {...WHERE.conflicts} className="text-warn underline underline-offset-2">
              {most(conflict)}
            </Link>
          ) : (
            conflict
          )}
        </dd>
      </div>
    </dl>
  );
}

const Count = ({ term, count, bad = false }: { term: string; count: number; bad?: boolean }) => (
  <div>
    <dt className="text-muted">{term}</dt>
    <dd className={bad ? "text-lg font-semibold text-bad tabular-nums" : "text-lg font-semibold tabular-nums"}>
      {most(count)}
    </dd>
  </div>
);
