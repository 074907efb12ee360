import { createFileRoute } from "@tanstack/react-router";
import { NewProposal } from "../../../features/proposal/editor/new-page.tsx";
import { text } from "../../../lib/search.ts";

export const Route = createFileRoute("/client-hub/proposals/new")({
  /** `client`: the client whose record it was opened from. */
  validateSearch: (raw): { client?: string | undefined } => ({ client: text(raw, "client") }),
  component: Page,
});

function Page() {
  const { client } = Route.useSearch();
  return <NewProposal key={client ?? ""} clientId={client} />;
}
