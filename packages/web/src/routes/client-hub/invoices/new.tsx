import { createFileRoute } from "@tanstack/react-router";
import { NewInvoice } from "../../../features/invoice/editor/new-page.tsx";
import { text } from "../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/invoices/new")({
  /** `client`: the client whose record it was opened from. */
  validateSearch: (raw): { client?: string | undefined } => ({ client: text(raw, "client") }),
  component: Page,
});

function Page() {
  const { client } = Route.useSearch();
  return <NewInvoice key={client ?? ""} clientId={client} />;
}
