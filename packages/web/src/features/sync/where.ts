/** The pages that put right what keeps a record from Xero. */
import { linkOptions } from "@tanstack/react-router";

export const WHERE = {
  connection: linkOptions({ to: "/client-hub/settings/integrations/xero" }),
  mapping: linkOptions({ to: "/client-hub/settings/integrations/xero/mapping" }),
  matching: linkOptions({ to: "/client-hub/settings/integrations/xero/matching" }),
  conflicts: linkOptions({ to: "/client-hub/settings/integrations/xero/conflicts" }),
} as const;
