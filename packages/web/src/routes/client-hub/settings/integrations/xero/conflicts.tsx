import { createFileRoute } from "@tanstack/react-router";
import { ConflictsPage } from "../../../../../features/xero/conflict/page.tsx";
import { conflictsQuery } from "../../../../../features/xero/conflict/queries.ts";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/conflicts")({
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(conflictsQuery);
  },
  component: ConflictsPage,
});
