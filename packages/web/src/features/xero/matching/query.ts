import { queryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../../lib/request/api.ts";

export type MatchRow = Item<"GET /api/integrations/xero/matching">;
export type Counts = Output<"GET /api/integrations/xero/matching/counts">;
export type ContactChoice = Item<"GET /api/integrations/xero/contacts">;

export const matchCountsQuery = queryOptions({
  queryKey: ["integrations", "xero", "matching", "counts"],
  queryFn: ({ signal }) => api("GET /api/integrations/xero/matching/counts", { signal }),
});

/** One page. Each costs calls to Xero, so it is read when somebody asks and not when a window comes to the front. */
export const matchPageQuery = ({ cursor, clientId }: { cursor: string | undefined; clientId: string | undefined }) =>
  queryOptions({
    queryKey: ["integrations", "xero", "matching", "page", cursor ?? null, clientId ?? null],
    queryFn: ({ signal }) => api("GET /api/integrations/xero/matching", { query: { cursor, clientId }, signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });

export const matchPages = ["integrations", "xero", "matching", "page"] as const;
