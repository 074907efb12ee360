import { createFileRoute } from "@tanstack/react-router";
import { DeadLettersPage } from "../../../features/dead-letter/page.tsx";
import { deadLettersQuery } from "../../../features/dead-letter/queries.ts";

export const Route = createFileRoute("/client-hub/settings/status_/given-up")({
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(deadLettersQuery);
  },
  component: DeadLettersPage,
});
