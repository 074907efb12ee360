import { createFileRoute } from "@tanstack/react-router";
import { EditInvoice } from "../../../../features/invoice/editor/edit-page.tsx";
import { invoiceQuery } from "../../../../features/invoice/queries.ts";

export const Route = createFileRoute("/client-hub/invoices/$id/edit")({
  loader: ({ context, params }) => context.queryClient.fetchQuery(invoiceQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <EditInvoice key={id} id={id} />;
}
