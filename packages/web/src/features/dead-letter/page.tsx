import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { explain } from "../../lib/request/problem.ts";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { BackLink } from "../../ui/layout/back-link.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { ProgressBar } from "../../ui/status/progress.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { deadLettersQuery, type QueueCount, totalOf } from "./queries.ts";
import { type Redriving, useRedrive } from "./redrive.ts";
import { DeadLetterTable } from "./table.tsx";
import { manyOf } from "./words.ts";

const ALL = "all";
/** Said in English, whatever the number. */
const counted = (count: number): string => count.toLocaleString("en-GB");

/** Work of the firm that failed too often to go on by itself, and having it tried again. */
export function DeadLettersPage() {
  useTitle("Given up");
  const list = useInfiniteQuery(deadLettersQuery);
  const { start, running, finished, error } = useRedrive();
  const queues = list.data?.pages[0]?.queues ?? [];
  const total = totalOf(queues);
  const failure = error ? explain(error) : null;
  const busy = running !== null;
  return (
    <>
      <PageHead
        title="Given up"
        above={<BackLink to="/client-hub/settings/status">Status</BackLink>}
        actions={
          total > 0 ? (
            <Button look="primary" busy={busy} onClick={() => void start(ALL, total, {})}>
              Try all again ({counted(total)})
            </Button>
          ) : null
        }
      >
        Work that failed several times in a row. Its records are safe. Trying again does nothing twice; what fails again
        comes back here.
      </PageHead>
      <div className="space-y-4">
        {failure ? (
          <Notice kind="bad" live title="Not everything was tried again">
            {failure.detail}
            {failure.requestId ? <RequestId id={failure.requestId} /> : null}
          </Notice>
        ) : null}
        {running && running.total > 1 ? <Running of={running} /> : null}
        {finished !== null ? (
          <Notice kind="good" live>
            {finished === 1 ? "It is being tried again." : `${counted(finished)} are being tried again.`}
          </Notice>
        ) : null}
        {queues.length > 0 ? (
          <Queues queues={queues} busy={busy} onAgain={(queue, count) => void start(queue, count, { queue })} />
        ) : null}
        <PagedPanel
          list={list}
          what="given-up records"
          empty={
            <Empty title="Nothing has been given up on">
              Whatever fails is tried again by itself. What fails several times in a row would stand here.
            </Empty>
          }
        >
          {(letters) => (
            <DeadLetterTable
              letters={letters}
              busy={busy}
              onAgain={({ queue, id }) => void start(id, 1, { queue, id })}
            />
          )}
        </PagedPanel>
        <p className="max-w-3xl text-xs text-muted">
          Only work of your firm stands here. What a provider sent and nobody could read belongs to no firm yet: whoever
          runs Practice Hub is told of it. Events of Xero that were given up are on{" "}
          <Link
            to="/client-hub/settings/integrations/xero/events"
            search={{ state: "dead" }}
            className="underline underline-offset-2"
          >
            Xero's event log
          </Link>
          .
        </p>
      </div>
    </>
  );
}

const Running = ({ of: { done, total } }: { of: Redriving }) => (
  <Panel>
    <ProgressBar
      label="Trying again"
      part={done / total}
      words={`${counted(Math.min(done, total))} of ${counted(total)}`}
    />
  </Panel>
);

function Queues({
  queues,
  busy,
  onAgain,
}: {
  queues: QueueCount[];
  busy: boolean;
  onAgain: (queue: string, count: number) => void;
}) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {queues.map(({ queue, count, oldestAt }) => (
        <li
          key={queue}
          className="flex items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4"
        >
          <div className="min-w-0">
            <p className="font-medium">{manyOf(queue)}</p>
            <p className="text-muted">
              <span className="text-ink tabular-nums">{counted(count)}</span>, the oldest <Ago at={oldestAt} />
            </p>
          </div>
          <Button
            size="sm"
            disabled={busy}
            aria-label={`Try again: ${manyOf(queue)}`}
            onClick={() => onAgain(queue, count)}
          >
            Try again
          </Button>
        </li>
      ))}
    </ul>
  );
}
