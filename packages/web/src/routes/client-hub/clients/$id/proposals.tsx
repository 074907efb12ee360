import { createFileRoute } from "@tanstack/react-router";
import { ClientProposals } from "../../../../features/proposal/client-tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/proposals")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <ClientProposals clientId={id} />;
}
