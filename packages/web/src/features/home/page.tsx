import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, MailWarning } from "lucide-react";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { useTitle } from "../../lib/title.ts";
import { buttonStyle } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { ActivityLine } from "../activity/line.tsx";
import { activityQuery } from "../activity/query.ts";
import { EmailStatusBadge } from "../email/status-badge.tsx";
import { useCan, useMe } from "../../lib/account/me.ts";
import { SetUp } from "./set-up.tsx";

/** What needs somebody today, then what happened lately. Each panel fails alone. */
export function HomePage() {
  useTitle("Home");
  const me = useMe();
  const [hour] = useState(() => new Date().getHours());
  const mayEmail = useCan("email:read");
  const mayActivity = useCan("activity:read");
  return (
    <>
      <PageHead title={`Good ${partOfDay(hour)}, ${me.user.name.split(" ")[0] ?? me.user.name}`}>
        {me.firm.name}
      </PageHead>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <SetUp />
          {mayEmail ? <MailTrouble /> : null}
        </div>
        {mayActivity ? <Recent /> : null}
      </div>
    </>
  );
}

/** Mails that did not arrive: somebody waits for something they never got. */
function MailTrouble() {
  const bounced = useQuery({
    queryKey: ["emails", "home", "bounced"],
    queryFn: ({ signal }) => api("GET /api/emails", { query: { status: "bounced", limit: 5 }, signal }),
  });
  const failed = useQuery({
    queryKey: ["emails", "home", "failed"],
    queryFn: ({ signal }) => api("GET /api/emails", { query: { status: "failed", limit: 5 }, signal }),
  });
  const error = bounced.error ?? failed.error;
  const mails = [...(bounced.data?.items ?? []), ...(failed.data?.items ?? [])];
  return (
    <Panel
      flush
      title="Needs you"
      id="needs-you"
      actions={
        mails.length > 0 ? (
          <Link
            to="/client-hub/emails"
            search={{ status: "bounced" }}
            className={buttonStyle({ look: "quiet", size: "sm" })}
          >
            All bounced mails
          </Link>
        ) : null
      }
    >
      {bounced.isPending || failed.isPending ? <SkeletonRows count={2} label="Loading what needs you" /> : null}
      {error ? (
        <Failure
          error={error}
          what="This list"
          onRetry={() => void Promise.all([bounced.refetch(), failed.refetch()])}
        />
      ) : null}
      {bounced.isSuccess && failed.isSuccess && mails.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-muted">
          <CircleCheck aria-hidden="true" className="size-4 text-good" />
          Nothing waits for you. Mails that come back appear here.
        </p>
      ) : null}
      {mails.length > 0 ? (
        <ul className="divide-y divide-line">
          {mails.map((mail) => (
            <li key={mail.id} className="flex items-start gap-3 px-4 py-2.5">
              <MailWarning aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
              <span className="min-w-0 grow">
                {mail.clientId ? (
                  <Link
                    to="/client-hub/clients/$id/emails"
                    params={{ id: mail.clientId }}
                    className="font-medium wrap-anywhere underline decoration-line-strong underline-offset-3 hover:decoration-current"
                  >
                    {mail.to}
                  </Link>
                ) : (
                  <span className="font-medium">{mail.to}</span>
                )}
                <span className="block truncate text-xs text-muted">{mail.subject}</span>
              </span>
              <span className="flex shrink-0 items-center gap-x-3 gap-y-1 max-sm:flex-col max-sm:items-end">
                <EmailStatusBadge status={mail.status} />
                <span className="text-xs whitespace-nowrap text-muted">
                  <Ago at={mail.bouncedAt ?? mail.failedAt ?? mail.queuedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

function Recent() {
  const list = useInfiniteQuery(activityQuery);
  const entries = list.data?.pages[0]?.items.slice(0, 12) ?? [];
  return (
    <Panel
      flush
      title="Recent activity"
      id="recent"
      actions={
        <Link to="/client-hub/activity" className={buttonStyle({ look: "quiet", size: "sm" })}>
          All activity
        </Link>
      }
    >
      {list.isPending ? <SkeletonRows label="Loading activity" /> : null}
      {list.isError ? <Failure error={list.error} what="The activity" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && entries.length === 0 ? (
        <Empty title="Nothing has happened yet">The first client you add is the first entry.</Empty>
      ) : null}
      <ol className="divide-y divide-line">
        {entries.map((entry) => (
          <ActivityLine key={entry.id} entry={entry} withClient />
        ))}
      </ol>
    </Panel>
  );
}

const partOfDay = (hour: number): string => (hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");
