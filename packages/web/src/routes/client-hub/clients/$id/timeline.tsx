import { createFileRoute } from "@tanstack/react-router";
import { TimelineTab } from "../../../../features/client/record/timeline-tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/timeline")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <TimelineTab id={id} />;
}
