import { createFileRoute } from "@tanstack/react-router";
import { QueuePage } from "../../../features/compliance/queue/page.tsx";
import {
  countsQuery,
  type QueueFilter,
  reviewsQuery,
  RISKS,
  SORTS,
  STATUSES,
} from "../../../features/compliance/queries.ts";
import { oneOf } from "../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/compliance/")({
  validateSearch: (raw): QueueFilter => ({
    status: oneOf(raw, "status", STATUSES),
    risk: oneOf(raw, "risk", RISKS),
    sort: oneOf(raw, "sort", SORTS),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(reviewsQuery(deps));
    void context.queryClient.prefetchQuery(countsQuery(deps.status));
  },
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return <QueuePage {...Route.useSearch()} onFilter={(search) => void navigate({ search })} />;
}
