import type { ClientStatus } from "@practice-hub/core/client/schema";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/request/api.ts";

export interface ClientFilter {
  q?: string | undefined;
  status?: ClientStatus | undefined;
}

/** The firm's clients by name, a page at a time. */
export const clientsQuery = ({ q, status }: ClientFilter) =>
  infiniteQueryOptions({
    queryKey: ["clients", "list", { q: q ?? "", status: status ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/clients", { query: { q, status, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
