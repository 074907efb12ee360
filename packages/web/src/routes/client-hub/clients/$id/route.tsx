import { createFileRoute } from "@tanstack/react-router";
import { clientQuery } from "../../../../features/client/queries.ts";
import { RecordPage } from "../../../../features/client/record/page.tsx";

export const Route = createFileRoute("/client-hub/clients/$id")({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(clientQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <RecordPage id={id} />;
}
