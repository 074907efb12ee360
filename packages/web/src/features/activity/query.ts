import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../lib/request/api.ts";

/** The firm's audit trail, newest first. */
export const activityQuery = infiniteQueryOptions({
  queryKey: ["activity"],
  queryFn: ({ pageParam, signal }) => api("GET /api/activity", { query: { cursor: pageParam, limit: 50 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
