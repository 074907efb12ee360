import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/request/api.ts";

/** What was sent to one of the person's companies, newest first. */
export const portalInvoicesQuery = (clientId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["portal", "invoices", clientId ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/portal/invoices", { query: { clientId, cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const portalInvoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ["portal", "invoice", id],
    queryFn: ({ signal }) => api("GET /api/portal/invoices/{id}", { params: { id }, signal }),
  });
