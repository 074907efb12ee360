import { createFileRoute } from "@tanstack/react-router";
import { SecurityPage } from "../../../features/security/page.tsx";

export const Route = createFileRoute("/client-hub/settings/security")({ component: SecurityPage });
