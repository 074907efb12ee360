import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../../lib/request/api.ts";

export type Run = Item<"GET /api/integrations/xero/runs">;
export type Issue = Item<"GET /api/integrations/xero/issues">;

export const runsQuery = infiniteQueryOptions({
  queryKey: ["sync", "runs"],
  queryFn: ({ pageParam, signal }) =>
    api("GET /api/integrations/xero/runs", { query: { cursor: pageParam, limit: 10 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const issuesQuery = queryOptions({
  queryKey: ["sync", "issues"],
  queryFn: ({ signal }) => api("GET /api/integrations/xero/issues", { signal }),
});
