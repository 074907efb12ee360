import { MAX_PLANNED, type RecordRef } from "@practice-hub/core/sync/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../../lib/request/problem.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Failure, RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { counted, kindsOf } from "../cause.ts";
import { SyncProgress } from "../progress.tsx";
import { refreshSync } from "../queries.ts";
import { BLOCKED } from "../standing.ts";
import { WHERE } from "../where.ts";
import { changing, going } from "./group.ts";
import { PlanView } from "./view.tsx";

/** Plan, then apply, then progress: of some records, or of all that waits. */
export function PlanFlow({
  records,
  nothing,
  onClose,
}: {
  records?: readonly RecordRef[];
  /** What to say when nothing of it is for Xero. */
  nothing: ReactNode;
  onClose: () => void;
}) {
  const cache = useQueryClient();
  const may = useCan("client:write");
  const [gone, setGone] = useState<readonly RecordRef[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const plan = useQuery({
    queryKey: ["sync-plan", records ?? "all"],
    queryFn: ({ signal }) =>
      api("POST /api/integrations/xero/plan", { body: records ? { records: [...records] } : {}, signal }),
    // Each plan asks Xero: it is made when somebody asks for it, and kept while they read it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (gone) return <SyncProgress records={gone} onDone={onClose} />;
  if (plan.isPending) return <SkeletonRows count={3} label="Comparing with Xero" />;
  if (plan.isError) return <Failure error={plan.error} what="The plan" onRetry={() => void plan.refetch()} />;
  const { state, items, more } = plan.data;
  if (state !== "ready") {
    const { label, reason } = BLOCKED[state];
    return (
      <Notice title={label} action={<Blocked state={state} />}>
        {reason}
      </Notice>
    );
  }
  if (items.length === 0) return <p className="text-muted">{nothing}</p>;
  const [goes, does] = [going(items), changing(items)];
  const apply = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { records: goes.map(({ kind, id }) => ({ kind, id })) };
      const answer = await api("POST /api/integrations/xero/sync", { body });
      setGone(answer.records.length > 0 ? answer.records : body.records);
      void refreshSync(cache);
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="space-y-3">
      {more ? (
        <Notice title={`These are the first ${MAX_PLANNED}`}>Apply them, then plan again for the rest.</Notice>
      ) : null}
      <PlanView items={items} />
      {failure ? (
        <Notice kind="bad" live title="Nothing was let go">
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {may && goes.length > 0 ? (
          <Button look="primary" busy={busy} onClick={() => void apply()}>
            {does.length > 0 ? `Send ${counted(kindsOf(does))}` : "Mark as in step"}
          </Button>
        ) : null}
        <Button busy={plan.isFetching} onClick={() => void plan.refetch()}>
          Plan again
        </Button>
        {may ? null : <span className="text-muted">Your role may look, not send.</span>}
      </div>
    </div>
  );
}

const Blocked = ({ state }: { state: keyof typeof BLOCKED }) => {
  const { fix } = BLOCKED[state];
  return (
    <Link {...WHERE[fix.to]} className={buttonStyle({ size: "sm" })}>
      {fix.label}
    </Link>
  );
};
