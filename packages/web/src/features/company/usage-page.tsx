import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../../lib/request/api.ts";
import { exactTime } from "../../lib/time/date.ts";
import { useTitle } from "../../lib/title.ts";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Meter } from "../../ui/status/meter.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { Skeleton } from "../../ui/status/skeleton.tsx";
import { LookupLog } from "./lookup-log.tsx";

const usageQuery = queryOptions({
  queryKey: ["companies", "usage"],
  queryFn: ({ signal }) => api("GET /api/companies/usage", { signal }),
  refetchInterval: 15_000,
});

/** How much of the register's limit is used, what the cache saved, and each look-up. */
export function CompaniesHousePage() {
  useTitle("Companies House");
  const usage = useQuery(usageQuery);
  const data = usage.data;
  return (
    <>
      <PageHead title="Companies House">
        Look-ups are kept for 24 hours, so that a company asked for twice costs one call.
      </PageHead>
      {usage.isError ? <Failure error={usage.error} what="The usage" onRetry={() => void usage.refetch()} /> : null}
      <div className="mb-4 space-y-3">
        {data && data.breaker.state !== "closed" ? (
          <Notice kind="warn" title="Companies House does not answer">
            {data.breaker.retryAt ? `We ask again at ${exactTime(data.breaker.retryAt)}. ` : ""}Until then, stored
            details are used and new clients can be typed by hand.
          </Notice>
        ) : null}
        {data?.limit.heldUntil ? (
          <Notice kind="warn">Companies House asked us to wait until {exactTime(data.limit.heldUntil)}.</Notice>
        ) : null}
      </div>
      <div className="mb-4 grid gap-4 lg:grid-cols-3">
        <Panel title="Calls in the last 5 minutes" id="calls">
          {data ? (
            <>
              <Meter label="All firms" used={data.limit.used} limit={data.limit.limit} />
              <div className="h-3" />
              <Meter label="Your firm" used={data.limit.shareUsed} limit={data.limit.shareLimit} />
            </>
          ) : (
            <Skeleton className="h-16" />
          )}
        </Panel>
        <Panel title="Answered from the cache, 30 days" id="hit-rate">
          {data ? (
            <Figure value={data.cache.hitRate === null ? "–" : `${Math.round(data.cache.hitRate * 100)} %`}>
              {data.cache.hits} from the cache, {data.cache.misses} from the register
            </Figure>
          ) : (
            <Skeleton className="h-16" />
          )}
        </Panel>
        <Panel title="Look-ups, 30 days" id="lookups">
          {data ? (
            <Figure value={String(data.lookups.succeeded + data.lookups.failed)}>{data.lookups.failed} failed</Figure>
          ) : (
            <Skeleton className="h-16" />
          )}
        </Panel>
      </div>
      <LookupLog />
    </>
  );
}

function Figure({ value, children }: { value: string; children: ReactNode }) {
  return (
    <>
      <p className="text-2xl font-semibold tracking-tight tabular-nums">{value}</p>
      <p className="text-muted">{children}</p>
    </>
  );
}
