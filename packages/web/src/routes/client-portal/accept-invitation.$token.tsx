import { createFileRoute } from "@tanstack/react-router";
import { JoinPage } from "../../features/join/page.tsx";

export const Route = createFileRoute("/client-portal/accept-invitation/$token")({ component: Page });

function Page() {
  const { token } = Route.useParams();
  return <JoinPage key={token} kind="portal" token={token} />;
}
