import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { shortDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Skeleton } from "../../../ui/status/skeleton.tsx";
import { CHART_DAYS, type EventDay, volumeQuery } from "./queries.ts";

const total = ({ webhook, poll }: EventDay): number => webhook + poll;
const events = (count: number): string => `${count.toLocaleString("en-GB")} ${count === 1 ? "event" : "events"}`;

/** How many events came on each day: as bars, or as a table for whoever cannot see them or wants the numbers. */
export function VolumeChart() {
  const volume = useQuery(volumeQuery);
  const [asTable, setAsTable] = useState(false);
  const days = volume.data ?? [];
  const sum = days.reduce((all, day) => all + total(day), 0);
  return (
    <Panel
      title={`Last ${CHART_DAYS} days`}
      id="event-volume"
      flush
      actions={
        <Button size="sm" look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "Show as chart" : "Show as table"}
        </Button>
      }
    >
      {volume.isPending ? (
        <output aria-label="Loading the chart" className="flex h-36 items-end gap-2 p-4">
          <Skeleton className="h-full w-full" />
        </output>
      ) : null}
      {volume.isError ? <Failure error={volume.error} what="The chart" onRetry={() => void volume.refetch()} /> : null}
      {volume.isSuccess ? asTable ? <DayTable days={days} /> : <Bars days={days} sum={sum} /> : null}
    </Panel>
  );
}

function Bars({ days, sum }: { days: EventDay[]; sum: number }) {
  const most = Math.max(1, ...days.map(total));
  const busiest = days.find((day) => total(day) === most);
  const [first, last] = [days.at(0), days.at(-1)];
  const told = days.reduce((all, day) => all + day.webhook, 0);
  return (
    <figure className="px-4 py-3">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-muted">
        <span>
          <span className="text-ink tabular-nums">{events(sum)}</span>
          {busiest && sum > 0 ? `, most on ${shortDate(busiest.day)} (${most.toLocaleString("en-GB")})` : ""}
        </span>
        <span className="flex flex-wrap gap-x-3 text-xs">
          <Key className="bg-accent">Told by Xero {told.toLocaleString("en-GB")}</Key>
          <Key className="bg-control">Found by asking {(sum - told).toLocaleString("en-GB")}</Key>
        </span>
      </figcaption>
      <div aria-hidden="true" className="flex h-24 items-end gap-0.5 border-b border-line sm:gap-1">
        {days.map((day) => (
          <div
            key={day.day}
            title={`${shortDate(day.day)}: ${events(total(day))}`}
            className="flex h-full flex-1 flex-col justify-end"
          >
            <div className="rounded-t-sm bg-control" style={{ height: `${(day.poll / most) * 100}%` }} />
            <div
              className={clsx("bg-accent", day.poll === 0 && "rounded-t-sm")}
              style={{ height: `${(day.webhook / most) * 100}%` }}
            />
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="mt-1 flex justify-between text-xs text-muted tabular-nums">
        <span>{first ? shortDate(first.day) : null}</span>
        <span>{last ? shortDate(last.day) : null}</span>
      </div>
    </figure>
  );
}

const Key = ({ className, children }: { className: string; children: ReactNode }) => (
  <span className="inline-flex items-center gap-1.5">
    <span aria-hidden="true" className={clsx("size-2 rounded-sm", className)} />
    {children}
  </span>
);

function DayTable({ days }: { days: EventDay[] }) {
  return (
    <Table label="Events of each day">
      <thead>
        <tr>
          <Th>Day</Th>
          <Th className="text-right">Told by Xero</Th>
          <Th className="text-right">Found by asking</Th>
          <Th className="text-right">Together</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <Td className="h-8 whitespace-nowrap">{shortDate(day.day)}</Td>
            <Td className="h-8 text-right">{day.webhook.toLocaleString("en-GB")}</Td>
            <Td className="h-8 text-right">{day.poll.toLocaleString("en-GB")}</Td>
            <Td className="h-8 text-right font-medium">{total(day).toLocaleString("en-GB")}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
