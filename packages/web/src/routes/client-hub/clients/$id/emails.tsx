import { createFileRoute } from "@tanstack/react-router";
import { EmailsTab } from "../../../../features/client/record/emails-tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/emails")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <EmailsTab id={id} />;
}
