import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../lib/request/api.ts";

export type Service = Item<"GET /api/services">;

/** What is on offer by name, or what was archived. */
export const servicesQuery = (archived = false) =>
  infiniteQueryOptions({
    queryKey: ["services", archived],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/services", {
        query: { archived: archived ? "true" : "false", cursor: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
