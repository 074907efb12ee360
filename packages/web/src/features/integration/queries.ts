import { queryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Card = Item<"GET /api/integrations">;
export type XeroConnection = Output<"GET /api/integrations/xero">;

export const integrationsQuery = queryOptions({
  queryKey: ["integrations"],
  queryFn: async ({ signal }) => (await api("GET /api/integrations", { signal })).items,
});

/** Read by the banner of every page, too: a link that broke is known within a minute. */
export const xeroQuery = queryOptions({
  queryKey: ["integrations", "xero"],
  queryFn: ({ signal }) => api("GET /api/integrations/xero", { signal }),
  staleTime: 30_000,
  refetchInterval: 60_000,
});

/** Where the browser goes to connect: Xero's own page, in this window, with no password asked for by us. */
export const AUTHORIZE = "/api/xero/authorize";
