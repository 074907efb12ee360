import { createFileRoute } from "@tanstack/react-router";
import { XeroOverview } from "../../../../../features/xero/overview.tsx";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/")({ component: XeroOverview });
