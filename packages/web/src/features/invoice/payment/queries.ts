import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Output } from "../../../lib/request/api.ts";
import { paymentsQuery } from "../../payment/queries.ts";
import { rememberInvoice } from "../queries.ts";

/** Those on one invoice. */
export const invoicePaymentsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["invoice", id, "payments"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/invoices/{id}/payments", { params: { id }, query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** After an entry was written: the invoice as it is now, and the lists read again. */
export async function rememberPayment(
  cache: QueryClient,
  { invoice }: Output<"POST /api/invoices/{id}/payments">,
): Promise<void> {
  rememberInvoice(cache, invoice);
  await Promise.all([
    cache.invalidateQueries({ queryKey: invoicePaymentsQuery(invoice.id).queryKey }),
    cache.invalidateQueries({ queryKey: paymentsQuery.queryKey }),
  ]);
}
