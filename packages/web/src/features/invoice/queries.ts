import type { InvoiceStatus } from "@practice-hub/core/invoice/schema";
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Invoice = Output<"GET /api/invoices/{id}">;
export type InvoiceRow = Item<"GET /api/invoices">;
export interface InvoiceFilter {
  status?: InvoiceStatus | undefined;
  clientId?: string | undefined;
}

/** Newest first; those of one status by due date. */
export const invoicesQuery = ({ status, clientId }: InvoiceFilter) =>
  infiniteQueryOptions({
    queryKey: ["invoices", { status: status ?? "", clientId: clientId ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/invoices", { query: { status, clientId, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ["invoice", id],
    queryFn: ({ signal }) => api("GET /api/invoices/{id}", { params: { id }, signal }),
  });

/** Puts an invoice just written into the cache, and marks what was made from it as old. */
export function rememberInvoice(cache: QueryClient, invoice: Invoice): void {
  cache.setQueryData(invoiceQuery(invoice.id).queryKey, invoice);
  void cache.invalidateQueries({ queryKey: ["invoices"] });
  void cache.invalidateQueries({ queryKey: ["client", invoice.clientId, "timeline"] });
  void cache.invalidateQueries({ queryKey: ["activity"] });
  void cache.invalidateQueries({ queryKey: ["sync"] });
}
