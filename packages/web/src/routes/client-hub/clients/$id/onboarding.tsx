import { createFileRoute } from "@tanstack/react-router";
import { OnboardingTab } from "../../../../features/onboarding/tab.tsx";

export const Route = createFileRoute("/client-hub/clients/$id/onboarding")({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return <OnboardingTab id={id} />;
}
