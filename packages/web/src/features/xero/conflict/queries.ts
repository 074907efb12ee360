import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../../lib/request/api.ts";

export type XeroConflict = Item<"GET /api/integrations/xero/conflicts">;
export type ConflictField = XeroConflict["fields"][number];
export type Side = ConflictField["suggested"];

/** What was changed on both sides. Read again now and then: a colleague may decide one meanwhile. */
export const conflictsQuery = infiniteQueryOptions({
  queryKey: ["sync", "conflicts"],
  queryFn: ({ pageParam, signal }) =>
    api("GET /api/integrations/xero/conflicts", { query: { cursor: pageParam, limit: 25 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  refetchInterval: 30_000,
});
