import type { EventFilter } from "@practice-hub/core/webhook/schema";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { PagedPanel } from "../../../ui/layout/paged-panel.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { VolumeChart } from "./chart.tsx";
import { EventDrawer } from "./drawer.tsx";
import { eventsQuery } from "./queries.ts";
import { type EventSearch, LISTED } from "./search.ts";
import { ReplayAll } from "./replay-all.tsx";
import { EventTable } from "./table.tsx";
import { STATE } from "./words.ts";

/** What Xero told us, what we found by asking, and what became of it. The filter and the open event live in the address. */
export function EventsPage({ search, onSearch }: { search: EventSearch; onSearch: (change: EventSearch) => void }) {
  const { state, event } = search;
  const mayReplay = useCan("settings:manage");
  const [replaying, setReplaying] = useState(false);
  const list = useInfiniteQuery({ ...eventsQuery({ state }), placeholderData: keepPreviousData });
  const replayed = state === "dead" || state === "ignored" ? state : null;
  return (
    <div className="space-y-4">
      <VolumeChart />
      <div>
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <Select
            aria-label="State"
            className="w-auto!"
            value={state ?? ""}
            onChange={(change) => onSearch({ state: (change.target.value || undefined) as EventFilter | undefined })}
          >
            <option value="">All states</option>
            {LISTED.map((one) => (
              <option key={one} value={one}>
                {STATE[one].label}
              </option>
            ))}
          </Select>
          {replayed && mayReplay ? <Button onClick={() => setReplaying(true)}>Replay all of these…</Button> : null}
        </div>
        <PagedPanel
          list={list}
          what="events"
          empty={
            state ? (
              <Empty
                title={state === "dead" ? "Nothing was given up" : "No events in this state"}
                action={<Button onClick={() => onSearch({ state: undefined })}>Show all events</Button>}
              />
            ) : (
              <Empty title="No events yet">
                When a contact, an invoice or a payment changes in Xero, it is told here within a minute, and found by
                asking within half an hour. To send a test event, change a linked contact in Xero.
              </Empty>
            )
          }
        >
          {(events) => <EventTable events={events} onOpen={(id) => onSearch({ event: id })} />}
        </PagedPanel>
      </div>
      {event ? <EventDrawer id={event} onClose={() => onSearch({ event: undefined })} /> : null}
      {replaying && replayed ? <ReplayAll state={replayed} onClose={() => setReplaying(false)} /> : null}
    </div>
  );
}
