import type { ProposalStatus } from "@practice-hub/core/proposal/schema";
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type Proposal = Output<"GET /api/proposals/{id}">;
export type ProposalRow = Item<"GET /api/proposals">;
export interface ProposalFilter {
  status?: ProposalStatus | undefined;
  clientId?: string | undefined;
}

/** Newest first; those of one status by the day until which they are valid. */
export const proposalsQuery = ({ status, clientId }: ProposalFilter) =>
  infiniteQueryOptions({
    queryKey: ["proposals", { status: status ?? "", clientId: clientId ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/proposals", { query: { status, clientId, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** How soon a page looks again at a proposal whose document is being made. */
const LOOK_AGAIN_MS = 1500;

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ["proposal", id],
    queryFn: ({ signal }) => api("GET /api/proposals/{id}", { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.printing ? LOOK_AGAIN_MS : false),
  });

/** A link to the PDF as it is at `version` of the record; asked again while it is made. A link lives two minutes. */
export const proposalPdfQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["proposal", id, "pdf", version],
    queryFn: ({ signal }) => api("GET /api/proposals/{id}/pdf", { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === "preparing" ? LOOK_AGAIN_MS : false),
    staleTime: 100_000,
    gcTime: 100_000,
  });

/** Puts a proposal just written into the cache, and marks what was made from it as old. */
export function rememberProposal(cache: QueryClient, proposal: Proposal): void {
  cache.setQueryData(proposalQuery(proposal.id).queryKey, proposal);
  void cache.invalidateQueries({ queryKey: ["proposals"] });
  void cache.invalidateQueries({ queryKey: ["client", proposal.clientId, "timeline"] });
  void cache.invalidateQueries({ queryKey: ["activity"] });
}
