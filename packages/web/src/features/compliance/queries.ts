import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Review = Output<"GET /api/kyc/{id}">;
export type ReviewRow = Item<"GET /api/kyc">;
export type Check = Review["checks"][number];
export type Hit = Check["hits"][number];
export type Evidence = Output<"GET /api/kyc/{id}/evidence">;

export const STATUSES = [
  "pending_approval",
  "pending_second_approval",
  "pending_verification",
  "pending_questionnaire",
  "approved",
  "rejected",
  "closed",
] as const;
export type QueueStatus = (typeof STATUSES)[number];
export const RISKS = ["high", "medium", "low"] as const;
export type Risk = (typeof RISKS)[number];

export const SORTS = ["age", "risk"] as const;
export type Sort = (typeof SORTS)[number];

export interface QueueFilter {
  status?: QueueStatus | undefined;
  risk?: Risk | undefined;
  sort?: Sort | undefined;
}

/** The longest waiting first unless asked for by risk. */
export const reviewsQuery = ({ status = "pending_approval", risk, sort = "age" }: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: ["reviews", { status, risk: risk ?? "", sort }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/kyc", { query: { status, risk, sort, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** How many of each risk. */
export const countsQuery = (status: QueueStatus = "pending_approval") =>
  queryOptions({
    queryKey: ["reviews", "counts", status],
    queryFn: ({ signal }) => api("GET /api/kyc/counts", { query: { status }, signal }),
  });

/** Whose evidence goes soon. */
export const upcomingQuery = infiniteQueryOptions({
  queryKey: ["reviews", "upcoming"],
  queryFn: ({ pageParam, signal }) =>
    api("GET /api/kyc/retention", { query: { cursor: pageParam, limit: 20 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const waitingQuery = queryOptions({
  queryKey: ["reviews", "count"],
  queryFn: ({ signal }) => api("GET /api/kyc/count", { signal }),
  staleTime: 60_000,
});

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["review", id],
    queryFn: ({ signal }) => api("GET /api/kyc/{id}", { params: { id }, signal }),
  });

/** How soon a page looks again at a pack that is being made. */
const LOOK_AGAIN_MS = 2000;

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["review", id, "evidence"],
    queryFn: ({ signal }) => api("GET /api/kyc/{id}/evidence", { params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.packs.some(({ status }) => status === "wanted") ? LOOK_AGAIN_MS : false,
  });

/** Puts a case just decided on into the cache, and marks what it changed elsewhere as old. */
export function rememberReview(cache: QueryClient, review: Review): void {
  const { clientId } = review;
  cache.setQueryData(reviewQuery(clientId).queryKey, review);
  void cache.invalidateQueries({ queryKey: ["reviews"] });
  void cache.invalidateQueries({ queryKey: ["review", clientId, "evidence"] });
  void cache.invalidateQueries({ queryKey: ["client", clientId] });
  void cache.invalidateQueries({ queryKey: ["clients"] });
}
