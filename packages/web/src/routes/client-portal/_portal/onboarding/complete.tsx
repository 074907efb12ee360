import { createFileRoute } from "@tanstack/react-router";
import { CompletePage } from "../../../../features/portal/verification/complete.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/complete")({ component: CompletePage });
