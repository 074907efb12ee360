import { createFileRoute } from "@tanstack/react-router";
import { VerifyPage } from "../../../../features/portal/verification/verify.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/verify")({ component: VerifyPage });
