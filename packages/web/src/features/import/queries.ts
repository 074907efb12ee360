import type { ImportRowQuery } from "@practice-hub/core/import/schema";
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Import = Output<"GET /api/clients/import/{id}">;
export type ImportLine = Item<"GET /api/clients/import/{id}/rows">;
export type Show = ImportRowQuery["show"];

/** Whether the worker is at it, and the page has to look again. */
export const isMoving = ({ status }: Import): boolean => status === "checking" || status === "importing";

/** While a phase is under way it is asked for every second. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api("GET /api/clients/import/{id}", { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data && isMoving(data) ? 1000 : false),
  });

export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports"],
  queryFn: ({ pageParam, signal }) =>
    api("GET /api/clients/import", { query: { cursor: pageParam, limit: 10 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** Rows of the check in force; `status` is in the key because another check finds other rows, and the import adds outcomes. */
export const rowsQuery = ({ id, status, mapping }: Import, show: Show) =>
  infiniteQueryOptions({
    queryKey: ["import", id, "rows", status, mapping, show ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/clients/import/{id}/rows", { params: { id }, query: { show, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Puts an answer into the cache; what the import changes elsewhere is read again. */
export function rememberImport(cache: QueryClient, one: Import): void {
  cache.setQueryData(importQuery(one.id).queryKey, one);
  void cache.invalidateQueries({ queryKey: importsQuery.queryKey });
}
