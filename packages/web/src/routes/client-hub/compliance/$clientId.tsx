import { createFileRoute } from "@tanstack/react-router";
import { CasePage } from "../../../features/compliance/case/page.tsx";

export const Route = createFileRoute("/client-hub/compliance/$clientId")({ component: Page });

function Page() {
  const { clientId } = Route.useParams();
  return <CasePage key={clientId} clientId={clientId} />;
}
