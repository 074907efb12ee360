import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../lib/request/api.ts";

export type Payment = Item<"GET /api/payments">;

/** Payments and reversals of the whole firm, newest first. */
export const paymentsQuery = infiniteQueryOptions({
  queryKey: ["payments"],
  queryFn: ({ pageParam, signal }) => api("GET /api/payments", { query: { cursor: pageParam, limit: 50 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
