import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Output } from "../../lib/request/api.ts";

export type Firm = Output<"GET /api/firm">;

/** What the firm's documents say about it, and the defaults of a new invoice. */
export const firmQuery = queryOptions({
  queryKey: ["firm", "profile"],
  queryFn: ({ signal }) => api("GET /api/firm", { signal }),
});

/** A data URL; null without a logo. */
export const logoQuery = queryOptions({
  queryKey: ["firm", "logo"],
  queryFn: async ({ signal }) => (await api("GET /api/firm/logo", { signal })).dataUrl,
});

/** Puts a profile just written into the cache; the name stands at the head of every page. */
export function rememberFirm(cache: QueryClient, firm: Firm): void {
  cache.setQueryData(firmQuery.queryKey, firm);
  void cache.invalidateQueries({ queryKey: ["me"] });
  void cache.invalidateQueries({ queryKey: ["activity"] });
}
