import { createFileRoute } from "@tanstack/react-router";
import { XeroShell } from "../../../../../features/xero/shell.tsx";

export const Route = createFileRoute("/client-hub/settings/integrations/xero")({ component: XeroShell });
