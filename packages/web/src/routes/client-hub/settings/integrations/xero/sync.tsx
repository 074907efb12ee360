import { createFileRoute } from "@tanstack/react-router";
import { SyncPage } from "../../../../../features/xero/sync/page.tsx";

export const Route = createFileRoute("/client-hub/settings/integrations/xero/sync")({ component: SyncPage });
