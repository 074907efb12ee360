import { createFileRoute } from "@tanstack/react-router";
import { IdentityPage } from "../../../../features/portal/identity/page.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/identity")({ component: IdentityPage });
