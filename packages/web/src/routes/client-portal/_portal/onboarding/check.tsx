import { createFileRoute } from "@tanstack/react-router";
import { CheckAnswers } from "../../../../features/portal/onboarding/check.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/check")({ component: CheckAnswers });
