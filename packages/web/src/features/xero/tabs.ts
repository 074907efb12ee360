/** The views of the Xero page, in their order. Each is a child route of `settings/integrations/xero`. */
import { linkOptions } from "@tanstack/react-router";

export const XERO_TABS = linkOptions([
  { to: "/client-hub/settings/integrations/xero", label: "Overview", activeOptions: { exact: true } },
  { to: "/client-hub/settings/integrations/xero/mapping", label: "Mapping" },
  { to: "/client-hub/settings/integrations/xero/matching", label: "Matching", activeOptions: { includeSearch: false } },
  { to: "/client-hub/settings/integrations/xero/sync", label: "Sync" },
  { to: "/client-hub/settings/integrations/xero/conflicts", label: "Conflicts" },
  { to: "/client-hub/settings/integrations/xero/events", label: "Events", activeOptions: { includeSearch: false } },
  {
    to: "/client-hub/settings/integrations/xero/bank",
    label: "Bank transactions",
    activeOptions: { includeSearch: false },
  },
]);
