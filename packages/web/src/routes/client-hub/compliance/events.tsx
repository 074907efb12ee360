import { createFileRoute } from "@tanstack/react-router";
import { type CheckEventSearch, CheckEventsPage } from "../../../features/compliance/events-page.tsx";
import { checkEventsQuery } from "../../../features/xero/event/queries.ts";
import { text } from "../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/compliance/events")({
  validateSearch: (raw): CheckEventSearch => ({ event: text(raw, "event") }),
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(checkEventsQuery);
  },
  component: Page,
});

function Page() {
  const { event } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <CheckEventsPage event={event} onOpen={(next) => void navigate({ search: { event: next }, resetScroll: false })} />
  );
}
