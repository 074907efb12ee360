import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api, type Output } from "../../lib/request/api.ts";

export type PortalMe = Output<"GET /api/portal/me">;

/** The signed-in person of a client, and the clients they may see. */
export const portalMeQuery = queryOptions({
  queryKey: ["portal", "me"],
  queryFn: ({ signal }) => api("GET /api/portal/me", { signal }),
  staleTime: 60_000,
});
export const usePortalMe = (): PortalMe => useSuspenseQuery(portalMeQuery).data;
