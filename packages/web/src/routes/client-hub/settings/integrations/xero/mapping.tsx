import { createFileRoute } from "@tanstack/react-router";
import { MappingPage } from "../../../../../features/xero/mapping/page.tsx";
import { mappingQuery } from "../../../../../features/xero/mapping/query.ts";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/mapping")({
  loader: ({ context }) => void context.queryClient.prefetchQuery(mappingQuery),
  component: MappingPage,
});
