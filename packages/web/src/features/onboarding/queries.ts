import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Case = Item<"GET /api/onboarding">;
export type CaseRecord = Output<"GET /api/clients/{id}/onboarding">;
export type Column = Output<"GET /api/onboarding/board">["columns"][number];

export const boardQuery = queryOptions({
  queryKey: ["onboarding", "board"],
  queryFn: ({ signal }) => api("GET /api/onboarding/board", { signal }),
});

export const casesQuery = (status: Case["status"]) =>
  infiniteQueryOptions({
    queryKey: ["onboarding", "list", status],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/onboarding", { query: { status, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Under the client's key: whatever changes the client asks for it anew. */
export const caseQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "onboarding"],
    queryFn: ({ signal }) => api("GET /api/clients/{id}/onboarding", { params: { id: clientId }, signal }),
  });
