import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../../lib/request/api.ts";
import { plusDays, today } from "../../../lib/time/day.ts";

export type BankTransaction = Item<"GET /api/integrations/xero/bank-transactions">;

/** Both days are included. */
export interface Range {
  from: string;
  to: string;
}

export const lastThirtyDays = (): Range => ({ from: plusDays(today(), -30), to: today() });

/** Each page is a call to Xero, so nothing is asked again by itself. */
export const bankQuery = ({ from, to }: Range) =>
  infiniteQueryOptions({
    queryKey: ["integrations", "xero", "bank", { from, to }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/integrations/xero/bank-transactions", { query: { from, to, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
