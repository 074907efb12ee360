import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { Permission } from "@practice-hub/core/lib/permission";
import { api, type Output } from "../request/api.ts";

export type Me = Output<"GET /api/me">;

/** The signed-in member of staff. The layout's loader has read it before any page is shown. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => api("GET /api/me", { signal }),
  staleTime: 60_000,
});

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** Whether to offer an action. The API decides again. */
export const useCan = (permission: Permission): boolean => useMe().permissions.includes(permission);
