import { createFileRoute } from "@tanstack/react-router";
import { portalInvoiceQuery } from "../../../../features/portal/invoice-queries.ts";
import { PortalInvoicePage } from "../../../../features/portal/invoice-record.tsx";

export const Route = createFileRoute("/client-portal/_portal/invoices/$id")({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(portalInvoiceQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <PortalInvoicePage id={id} />;
}
