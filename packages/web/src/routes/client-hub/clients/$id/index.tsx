import { createFileRoute } from "@tanstack/react-router";
import { Overview } from "../../../../features/client/record/overview.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <Overview id={id} />;
}
