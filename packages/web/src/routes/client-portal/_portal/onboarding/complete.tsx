import { createFileRoute, redirect } from "@tanstack/react-router";
import { chooseCompany } from "../../../../features/portal/company.ts";
import { CompletePage } from "../../../../features/portal/verification/complete.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/complete")({
  validateSearch: ({ company }): { company?: string } => (typeof company === "string" ? { company } : {}),
  beforeLoad: ({ search: { company } }) => {
    if (company === undefined) return;
    chooseCompany(company);
    throw redirect({ to: "/client-portal/onboarding/complete", replace: true });
  },
  component: CompletePage,
});
