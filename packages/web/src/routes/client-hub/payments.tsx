import { createFileRoute } from "@tanstack/react-router";
import { PaymentsPage } from "../../features/payment/page.tsx";
import { paymentsQuery } from "../../features/payment/queries.ts";

export const Route = createFileRoute("/client-hub/payments")({
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(paymentsQuery);
  },
  component: PaymentsPage,
});
