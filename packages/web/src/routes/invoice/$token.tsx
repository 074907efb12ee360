import { createFileRoute } from "@tanstack/react-router";
import { LinkedInvoicePage } from "../../features/portal/linked-invoice.tsx";

export const Route = createFileRoute("/invoice/$token")({ component: Page });

function Page() {
  const { token } = Route.useParams();
  return <LinkedInvoicePage key={token} token={token} />;
}
