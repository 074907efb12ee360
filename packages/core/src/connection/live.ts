/** A connection that calls may be made with. */
import { ProviderError } from "../lib/provider/error.ts";
import { PROVIDER } from "../provider/xero/config.ts";
import { openCredentials, type XeroCredentials } from "./credentials.ts";
import type { IntegrationItem } from "./entity.ts";
import { getIntegrationSettings } from "./settings.ts";

/** F60 with the version of the pair: what `withXeroTokenRefresh` answers. */
export interface LiveCredentials extends XeroCredentials {
  tokenVersion: number;
}

/** Why no call can be made: the firm is not connected. Nothing is sent, whoever asks and how often. */
export const notConnected = (code: "never-connected" | "reauth_required" | "disconnected"): ProviderError =>
  new ProviderError("auth", { provider: PROVIDER, providerCode: code, untried: true });

/** The row of a connected firm; otherwise throws `notConnected`. One request. */
export async function connectedRow(tenantId: string): Promise<IntegrationItem> {
  const row = await getIntegrationSettings(tenantId, "xero");
  if (!row) throw notConnected("never-connected");
  if (row.state !== "connected") throw notConnected(row.state);
  return row;
}

export const liveOf = (row: IntegrationItem): LiveCredentials => ({
  ...openCredentials(row.tenantId, row.credentials),
  tokenVersion: row.tokenVersion,
});
