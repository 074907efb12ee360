import { createFileRoute } from "@tanstack/react-router";
import type { Outcome } from "../../../../features/integration/outcome.tsx";
import { IntegrationsPage } from "../../../../features/integration/page.tsx";
import { oneOf, text } from "../../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/settings/integrations/")({
  validateSearch: (raw: Record<string, unknown>): Outcome => ({
    success: oneOf(raw, "success", ["xero"]),
    error: text(raw, "error"),
  }),
  component: Page,
});

function Page() {
  return <IntegrationsPage outcome={Route.useSearch()} />;
}
