import { createFileRoute } from "@tanstack/react-router";
import { PortalProposalPage } from "../../../../features/portal/proposal/record.tsx";

// No loader: a loader runs when a pointer rests on the link, and reading a proposal tells the firm that it was opened.
export const Route = createFileRoute("/client-portal/_portal/proposals/$id")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <PortalProposalPage key={id} id={id} />;
}
