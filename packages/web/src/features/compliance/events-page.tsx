import { useInfiniteQuery } from "@tanstack/react-query";
import { useTitle } from "../../lib/title.ts";
import { BackLink } from "../../ui/layout/back-link.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { EventDrawer } from "../xero/event/drawer.tsx";
import { checkEventsQuery } from "../xero/event/queries.ts";
import { EventTable } from "../xero/event/table.tsx";

export interface CheckEventSearch {
  /** The event whose drawer is open. */
  event?: string | undefined;
}

/** Every webhook of LEM Verify about the firm's checks, and what came of it. The open one is in the address. */
export function CheckEventsPage({ event, onOpen }: CheckEventSearch & { onOpen: (event: string | undefined) => void }) {
  useTitle("Events of identity checks");
  const list = useInfiniteQuery(checkEventsQuery);
  return (
    <>
      <PageHead title="Events of identity checks" above={<BackLink to="/client-hub/compliance">Compliance</BackLink>}>
        What LEM Verify told us about your clients&rsquo; checks in the last 30 days, and what came of it. What it told
        stands with the check.
      </PageHead>
      <PagedPanel
        list={list}
        what="events"
        empty={
          <Empty title="No events in the last 30 days">
            LEM Verify tells us here when a check has a result, and when monitoring finds something new.
          </Empty>
        }
      >
        {(events) => <EventTable events={events} onOpen={onOpen} />}
      </PagedPanel>
      {event ? <EventDrawer id={event} onClose={() => onOpen(undefined)} /> : null}
    </>
  );
}
