import { createFileRoute } from "@tanstack/react-router";
import { InvoicesPage } from "../../../features/invoice/list-page.tsx";
import { invoicesQuery } from "../../../features/invoice/queries.ts";
import { count, oneOf } from "../../../lib/search.ts";

const STATUSES = ["draft", "approved", "sent", "part_paid", "overdue", "paid", "void"] as const;

interface Search {
  status?: (typeof STATUSES)[number] | undefined;
  /** How many pages were open, so that a reload and the back button show as many. */
  pages?: number | undefined;
}

export const Route = createFileRoute("/client-hub/invoices/")({
  validateSearch: (raw): Search => ({ status: oneOf(raw, "status", STATUSES), pages: count(raw, "pages", 20) }),
  loaderDeps: ({ search: { status } }) => ({ status }),
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(invoicesQuery(deps));
  },
  component: Page,
});

function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <InvoicesPage
      search={search}
      onSearch={(change, how) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: how === "replace" })
      }
    />
  );
}
