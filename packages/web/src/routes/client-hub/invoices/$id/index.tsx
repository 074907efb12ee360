import { createFileRoute } from "@tanstack/react-router";
import { invoiceQuery } from "../../../../features/invoice/queries.ts";
import { InvoicePage } from "../../../../features/invoice/record-page.tsx";
import { invoicePaymentsQuery } from "../../../../features/invoice/payment/queries.ts";

export const Route = createFileRoute("/client-hub/invoices/$id/")({
  loader: ({ context, params }) => {
    void context.queryClient.prefetchInfiniteQuery(invoicePaymentsQuery(params.id));
    return context.queryClient.ensureQueryData(invoiceQuery(params.id));
  },
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <InvoicePage id={id} />;
}
