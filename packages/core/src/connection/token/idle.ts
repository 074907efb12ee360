/** Refreshing the token of one firm that nobody used for ten days (F68); `due.ts` says which firms those are. */
import { nowIso } from "../../lib/clock.ts";
import { log } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { PROVIDER } from "../../provider/xero/config.ts";
import { getIntegrationSettings } from "../settings.ts";
import { refreshAccessToken } from "./refresh.ts";

/**
 * Refreshes one firm's token if that is still due. A connection that only a person can mend is no failure of this work; Xero
 * not answering is, and the message comes again.
 */
export async function refreshIdleToken(tenantId: string): Promise<"refreshed" | "not-due" | "reauth_required"> {
  const row = await getIntegrationSettings(tenantId, "xero");
  if (!row?.gsi2sk || row.gsi2sk > `${nowIso()}#\uffff`) return "not-due";
  try {
    await refreshAccessToken(tenantId, row.tokenVersion);
    log("info", "idle token", { provider: PROVIDER, tenantId, outcome: "refreshed" });
    return "refreshed";
  } catch (error) {
    log("warn", "idle token", { provider: PROVIDER, tenantId, outcome: "failed" });
    if (error instanceof ProviderError && error.kind === "auth" && error.details.untried) return "reauth_required";
    throw error;
  }
}
