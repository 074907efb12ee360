import { createFileRoute } from "@tanstack/react-router";
import { type LISTED, ProposalsPage } from "../../../features/proposal/list-page.tsx";
import { proposalsQuery } from "../../../features/proposal/queries.ts";
import { oneOf } from "../../../lib/search.ts";

const STATUSES = ["draft", "sent", "viewed", "signed", "declined", "expired"] as const satisfies typeof LISTED;

export const Route = createFileRoute("/client-hub/proposals/")({
  validateSearch: (raw): { status?: (typeof STATUSES)[number] | undefined } => ({
    status: oneOf(raw, "status", STATUSES),
  }),
  loaderDeps: ({ search: { status } }) => ({ status }),
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(proposalsQuery(deps));
  },
  component: Page,
});

function Page() {
  const { status } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <ProposalsPage status={status} onStatus={(next) => void navigate({ search: { status: next } })} />;
}
