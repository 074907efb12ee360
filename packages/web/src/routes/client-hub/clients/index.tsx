import { createFileRoute } from "@tanstack/react-router";
import { ClientsPage } from "../../../features/client/list/page.tsx";
import { clientsQuery } from "../../../features/client/list/query.ts";
import { count, oneOf, text } from "../../../lib/search.ts";

const STATUSES = ["prospect", "onboarding", "active", "inactive", "archived"] as const;

interface Search {
  q?: string | undefined;
  status?: (typeof STATUSES)[number] | undefined;
  /** How many pages were open, so that a reload and the back button show as many. */
  pages?: number | undefined;
}

export const Route = createFileRoute("/client-hub/clients/")({
  validateSearch: (raw): Search => ({
    q: text(raw, "q"),
    status: oneOf(raw, "status", STATUSES),
    pages: count(raw, "pages", 20),
  }),
  loaderDeps: ({ search: { q, status } }) => ({ q, status }),
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(clientsQuery(deps));
  },
  component: Page,
});

function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ClientsPage
      search={search}
      onSearch={(change, how) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: how === "replace" })
      }
    />
  );
}
