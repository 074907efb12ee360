import type { DocumentKind } from "@practice-hub/core/document/schema";
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type DocumentRow = Item<"GET /api/documents">;
export type DocumentRecord = Output<"GET /api/documents/{id}">;

/** A folder of a client, or its bin; without a client the firm's, newest first or by expiry. */
export interface DocumentFilter {
  clientId?: string | undefined;
  kind?: DocumentKind | undefined;
  view?: "expiring" | "deleted" | undefined;
}

export const documentsQuery = ({ clientId, kind, view }: DocumentFilter) =>
  infiniteQueryOptions({
    queryKey: ["documents", { clientId: clientId ?? "", kind: kind ?? "", view: view ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/documents", { query: { clientId, kind, view, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["document", id],
    queryFn: ({ signal }) => api("GET /api/documents/{id}", { params: { id }, signal }),
  });

/** Marks as old what was made from a document that was just written or opened. */
export function documentChanged(cache: QueryClient, { id, clientId }: { id: string; clientId: string }): void {
  void cache.invalidateQueries({ queryKey: ["documents"] });
  void cache.invalidateQueries({ queryKey: ["document", id] });
  void cache.invalidateQueries({ queryKey: ["client", clientId, "timeline"] });
  void cache.invalidateQueries({ queryKey: ["activity"] });
}
