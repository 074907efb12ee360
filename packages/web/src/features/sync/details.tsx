import type { SyncGlance } from "@practice-hub/core/outbox/schema";
import { useQuery } from "@tanstack/react-query";
import { clockTime } from "../../lib/time/date.ts";
import { Badge } from "../../ui/status/badge.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { FixAction, OpenInXero } from "./fix.tsx";
import { type RecordView, syncCountsQuery, syncRecordQuery, type SyncTarget } from "./queries.ts";
import { standingOf } from "./standing.ts";

type Known = NonNullable<RecordView["record"]>;

/** Reason, fix, when it was last in step, and the way into Xero. `place` is shown until the newest is read, and when that fails. */
export function StandingDetails({
  target,
  place,
  here,
}: {
  target: SyncTarget;
  place: SyncGlance | null;
  here?: boolean;
}) {
  const { data: firm } = useQuery(syncCountsQuery);
  const { data } = useQuery(syncRecordQuery(target));
  const record = data?.record ?? null;
  const standing = standingOf(
    target.kind,
    record ?? place,
    data ? { autoSync: true, ...firm, state: data.state } : firm,
  );
  if (!standing) return <p className="text-muted">Drafts stay here. It goes to Xero once it is approved.</p>;
  const url = record?.url ?? null;
  const { fix } = standing;
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={standing.tone} icon={standing.icon}>
          {standing.label}
        </Badge>
        {record ? <LastSynced record={record} /> : null}
      </p>
      {standing.reason ? <p className="break-words">{standing.reason}</p> : null}
      {record?.status === "pending" && record.attempts > 0 && record.nextAttemptAt ? (
        <p className="text-muted">Next try at {clockTime(record.nextAttemptAt)}.</p>
      ) : null}
      {fix || url ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {fix ? <FixAction fix={fix} target={target} url={url} {...(here ? { here } : {})} /> : null}
          {url && fix?.to !== "xero" ? <OpenInXero url={url} /> : null}
        </div>
      ) : null}
    </div>
  );
}

const LastSynced = ({ record: { lastSyncedAt, status } }: { record: Known }) =>
  lastSyncedAt ? (
    <span className="text-muted">
      {status === "synced" ? "in step" : "last in step"} <Ago at={lastSyncedAt} />
    </span>
  ) : null;
