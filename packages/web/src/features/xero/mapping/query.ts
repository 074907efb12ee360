import { queryOptions } from "@tanstack/react-query";
import { api, type Output } from "../../../lib/request/api.ts";

export type MappingAnswer = Output<"GET /api/integrations/xero/mapping">;

export const mappingQuery = queryOptions({
  queryKey: ["integrations", "xero", "mapping"],
  queryFn: ({ signal }) => api("GET /api/integrations/xero/mapping", { signal }),
});
