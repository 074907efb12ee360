import { createFileRoute } from "@tanstack/react-router";
import { PeopleTab } from "../../../../features/client/people/tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/people")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <PeopleTab id={id} />;
}
