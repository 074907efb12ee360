import { createFileRoute } from "@tanstack/react-router";
import { OrganisationChoicePage } from "../../../../features/xero/choice-page.tsx";

export const Route = createFileRoute("/client-hub/settings/integrations/xero_/organisation")({
  component: OrganisationChoicePage,
});
