import { createFileRoute } from "@tanstack/react-router";
import { MatchingPage } from "../../../../../features/xero/matching/page.tsx";
import { matchCountsQuery } from "../../../../../features/xero/matching/query.ts";
import { text } from "../../../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/matching")({
  /** One client alone: where a client's own page leads. */
  validateSearch: (raw): { client?: string | undefined } => ({ client: text(raw, "client") }),
  loader: ({ context }) => void context.queryClient.prefetchQuery(matchCountsQuery),
  component: Page,
});

function Page() {
  return <MatchingPage clientId={Route.useSearch().client} />;
}
