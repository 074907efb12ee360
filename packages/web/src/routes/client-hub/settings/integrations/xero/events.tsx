import { createFileRoute } from "@tanstack/react-router";
import { EventsPage } from "../../../../../features/xero/event/page.tsx";
import { eventsQuery, volumeQuery } from "../../../../../features/xero/event/queries.ts";
import { type EventSearch, LISTED } from "../../../../../features/xero/event/search.ts";
import { oneOf, text } from "../../../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/events")({
  validateSearch: (raw): EventSearch => ({ state: oneOf(raw, "state", LISTED), event: text(raw, "event") }),
  loaderDeps: ({ search: { state } }) => ({ state }),
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(eventsQuery(deps));
    void context.queryClient.prefetchQuery(volumeQuery);
  },
  component: Page,
});

function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <EventsPage
      search={search}
      onSearch={(change) => void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })}
    />
  );
}
