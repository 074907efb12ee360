/** Connections count against our tier until they are deleted: what a consent granted and no firm uses is given back. */
import { logError } from "../../lib/log.ts";
import { PROVIDER, type XeroConfig } from "../../provider/xero/config.ts";
import { type Organisation, removeConnection } from "../../provider/xero/connections.ts";
import { tenantOfOrganisation } from "../organisation.ts";

/** No consent of one person reaches more organisations that nobody wants. */
const MAX_DROPPED = 25;

/** Deletes those of the granted connections that no firm is linked with. Best effort: it changes nothing for anybody. */
export async function dropUnused(
  config: XeroConfig,
  accessToken: string,
  granted: readonly Organisation[],
): Promise<void> {
  for (const { connectionId, xeroTenantId } of granted.slice(0, MAX_DROPPED)) {
    try {
      if ((await tenantOfOrganisation(xeroTenantId)) === null)
        await removeConnection(config, accessToken, connectionId);
    } catch (error) {
      logError("unused connection not deleted", error, { provider: PROVIDER });
    }
  }
}
