import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Output } from "../../lib/request/api.ts";

export type Client = Output<"GET /api/clients/{id}">;

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["client", id],
    queryFn: ({ signal }) => api("GET /api/clients/{id}", { params: { id }, signal }),
  });

export const peopleQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["client", id, "people"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/clients/{id}/people", { params: { id }, query: { cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["client", id, "timeline"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/clients/{id}/timeline", { params: { id }, query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ["client", id, "invitations"],
    queryFn: ({ signal }) => api("GET /api/clients/{id}/invitations", { params: { id }, query: { limit: 25 }, signal }),
  });

/** Puts a record just written into the cache, and marks what was made from it as old. */
export function rememberClient(cache: QueryClient, client: Client): void {
  cache.setQueryData(clientQuery(client.id).queryKey, client);
  void cache.invalidateQueries({ queryKey: ["clients"] });
  void cache.invalidateQueries({ queryKey: ["client", client.id, "timeline"] });
  void cache.invalidateQueries({ queryKey: ["activity"] });
  void cache.invalidateQueries({ queryKey: ["sync"] });
}
