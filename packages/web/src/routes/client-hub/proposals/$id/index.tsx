import { createFileRoute } from "@tanstack/react-router";
import { proposalQuery } from "../../../../features/proposal/queries.ts";
import { ProposalPage } from "../../../../features/proposal/record/page.tsx";

export const Route = createFileRoute("/client-hub/proposals/$id/")({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(proposalQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <ProposalPage id={id} />;
}
