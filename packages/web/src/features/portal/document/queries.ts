import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../../lib/request/api.ts";

export type PortalDocument = Item<"GET /api/portal/documents">;

/** What one of the person's companies sees, folder by folder. */
export const portalDocumentsQuery = (clientId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["portal", "documents", clientId ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/portal/documents", { query: { clientId, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
