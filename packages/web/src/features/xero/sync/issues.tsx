import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { causeOf, counted, kindsOf } from "../../sync/cause.ts";
import { FixAction } from "../../sync/fix.tsx";
import { refreshSync, syncCountsQuery, targetOf } from "../../sync/queries.ts";
import { RecordLink } from "../../sync/record-link.tsx";
import { fixOf } from "../../sync/standing.ts";
import { type Issue, issuesQuery } from "./queries.ts";

/** What could not go, by its cause, with the one thing that helps all of them. */
export function Issues() {
  const { data, isPending, isError, error, refetch } = useQuery(issuesQuery);
  return (
    <Panel title="Could not go" id="issues" flush>
      {isPending ? <SkeletonRows count={2} label="Loading what could not go" /> : null}
      {isError && !data ? <Failure error={error} what="What could not go" onRetry={() => void refetch()} /> : null}
      {data?.items.length === 0 ? <Empty title="Nothing failed">Whatever was sent is in Xero.</Empty> : null}
      {data && data.items.length > 0 ? (
        <ul className="divide-y divide-line">
          {data.items.map((issue) => (
            <Group key={`${issue.code} ${issue.reason ?? ""}`} issue={issue} />
          ))}
        </ul>
      ) : null}
      {data?.more ? (
        <p className="border-t border-line px-4 py-2 text-muted">There are more. Put these right first.</p>
      ) : null}
    </Panel>
  );
}

/** Five of them are listed; a few more are counted only. */
function Group({ issue: { code, reason, count, records } }: { issue: Issue }) {
  const { data: firm } = useQuery(syncCountsQuery);
  const [first] = records;
  if (!first) return null;
  const fix = fixOf(first.kind, code, firm);
  const ofOne = fix.to === "client" || fix.to === "invoice" || fix.to === "xero" || fix.to === "retry";
  const kinds = count === records.length ? counted(kindsOf(records)) : `${count.toLocaleString("en-GB")} records`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          {kinds}: {causeOf(code)}
        </p>
        {reason ? <p className="break-words text-muted">{reason}</p> : null}
        <ul className="mt-1 space-y-0.5">
          {records.map((record) => (
            <li key={record.id} className="break-words">
              <RecordLink target={targetOf(record)} label={record.label} />
              {reason ? null : <span className="text-muted"> {record.reason}</span>}
            </li>
          ))}
          {count > records.length ? <li className="text-muted">and {count - records.length} more</li> : null}
        </ul>
      </div>
      {ofOne && (count > 1 || fix.to === "retry") ? (
        <RetryGroup code={code} count={count} />
      ) : (
        <FixAction fix={fix} target={targetOf(first)} url={first.url} many={count > 1} />
      )}
    </li>
  );
}

function RetryGroup({ code, count }: { code: string; count: number }) {
  const cache = useQueryClient();
  const may = useCan("client:write");
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const retry = async () => {
    setBusy(true);
    try {
      const done = await api("POST /api/integrations/xero/retry", { body: { code } });
      toastSuccess(`${done.clientsRetried + done.invoicesRetried + done.paymentsRetried} are tried again`);
    } catch (error) {
      toastError("Nothing was tried again", { description: explain(error).detail });
    } finally {
      setBusy(false);
      await refreshSync(cache);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void retry()}>
      {count > 1 ? `Try all ${count} again` : "Try again"}
    </Button>
  );
}
