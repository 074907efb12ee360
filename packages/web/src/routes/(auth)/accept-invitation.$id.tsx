import { createFileRoute } from "@tanstack/react-router";
import { JoinPage } from "../../features/join/page.tsx";

export const Route = createFileRoute("/(auth)/accept-invitation/$id")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <JoinPage key={id} kind="staff" token={id} />;
}
