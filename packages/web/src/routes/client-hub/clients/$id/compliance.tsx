import { createFileRoute } from "@tanstack/react-router";
import { ClientCompliance } from "../../../../features/compliance/client-tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/compliance")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <ClientCompliance key={id} clientId={id} />;
}
