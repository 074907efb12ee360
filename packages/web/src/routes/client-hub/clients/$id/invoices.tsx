import { createFileRoute } from "@tanstack/react-router";
import { ClientInvoices } from "../../../../features/invoice/client-tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/invoices")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <ClientInvoices clientId={id} />;
}
