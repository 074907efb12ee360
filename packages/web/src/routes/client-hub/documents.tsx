import { createFileRoute } from "@tanstack/react-router";
import { DocumentsPage } from "../../features/document/page.tsx";
import { oneOf } from "../../lib/search.ts";

export const Route = createFileRoute("/client-hub/documents")({
  validateSearch: (raw): { view?: "expiring" | undefined } => ({ view: oneOf(raw, "view", ["expiring"]) }),
  component: Page,
});

function Page() {
  return <DocumentsPage view={Route.useSearch().view} />;
}
