import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../../lib/request/api.ts";

export type PortalProposal = Output<"GET /api/portal/proposals/{id}">;
export type PortalProposalRow = Item<"GET /api/portal/proposals">;

/** What was sent to one of the person's companies, newest first. */
export const portalProposalsQuery = (clientId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["portal", "proposals", clientId ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/portal/proposals", { query: { clientId, cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** How soon a page looks again at a proposal whose document is being made. */
const LOOK_AGAIN_MS = 2000;

const isBeingMade = (proposal: PortalProposal | undefined): boolean =>
  proposal !== undefined && (proposal.documentHash === null || proposal.signature?.signedHash === null);

/** Reading it tells the firm that it was opened: it is asked by the page itself and never beforehand. */
export const portalProposalQuery = (id: string) =>
  queryOptions({
    queryKey: ["portal", "proposal", id],
    queryFn: ({ signal }) => api("GET /api/portal/proposals/{id}", { params: { id }, signal }),
    refetchInterval: ({ state }) => (isBeingMade(state.data) ? LOOK_AGAIN_MS : false),
  });

/** Puts what was just signed or declined into the cache, and marks the lists and the companies as old. */
export function rememberPortalProposal(cache: QueryClient, proposal: PortalProposal): void {
  cache.setQueryData(portalProposalQuery(proposal.id).queryKey, proposal);
  void cache.invalidateQueries({ queryKey: ["portal", "proposals"] });
}
