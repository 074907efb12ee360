import { createFileRoute } from "@tanstack/react-router";
import { OnboardingTasks } from "../../../../features/portal/onboarding/tasks.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/")({ component: OnboardingTasks });
