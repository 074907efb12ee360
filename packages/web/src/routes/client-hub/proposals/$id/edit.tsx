import { createFileRoute } from "@tanstack/react-router";
import { EditProposal } from "../../../../features/proposal/editor/edit-page.tsx";
import { proposalQuery } from "../../../../features/proposal/queries.ts";

export const Route = createFileRoute("/client-hub/proposals/$id/edit")({
  loader: ({ context, params }) => context.queryClient.fetchQuery(proposalQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <EditProposal key={id} id={id} />;
}
