import { createFileRoute } from "@tanstack/react-router";
import { Wizard } from "../../../features/wizard/wizard.tsx";
import { oneOf } from "../../../lib/search.ts";

const STEPS = ["type", "details", "people", "contact", "check"] as const;

export const Route = createFileRoute("/client-hub/clients/new")({
  validateSearch: (raw): { step?: (typeof STEPS)[number] | undefined } => ({ step: oneOf(raw, "step", STEPS) }),
  component: Page,
});

function Page() {
  const { step } = Route.useSearch();
  return <Wizard step={step} />;
}
