/** The firm ends the link: at Xero first, so that it does not go on there when we fail. What was linked stays linked. */
import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound } from "../lib/error.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { releaseGuard } from "../lib/table/guard.ts";
import { transact, write } from "../lib/table/transact.ts";
import { xeroConfig } from "../provider/xero/config.ts";
import { organisations, removeConnection } from "../provider/xero/connections.ts";
import { failed, toVisible } from "./connect/error.ts";
import { type IntegrationItem, IntegrationRow, KEYS_OF_CONNECTED } from "./entity.ts";
import type { LiveCredentials } from "./live.ts";
import { organisationGuard, tenantOfOrganisation } from "./organisation.ts";
import { getIntegrationSettings } from "./settings.ts";
import { withXeroTokenRefresh } from "./token/refresh.ts";

/**
 * Deletes the connection at Xero, revokes the token when nothing else lives by it, and forgets the credentials. A link that
 * is broken already is only ended here. Errors: `xero.unavailable` (nothing was changed), `integration.not-found`.
 */
export async function disconnect(): Promise<void> {
  const actor = requireStaff("settings:manage");
  const row = await getIntegrationSettings(actor.tenantId, "xero");
  if (!row) throw notFound("integration");
  if (!row.enabled) return;
  await endAtXero(row);
  const at = nowIso();
  const owned = (await tenantOfOrganisation(row.xeroTenantId)) === actor.tenantId;
  const patch = IntegrationRow.patch({ tenantId: actor.tenantId, integrationType: "xero" })
    .set({ state: "disconnected", enabled: false, brokenAt: at, brokenCode: "firm", updatedAt: at })
    .add({ tokenVersion: 1 })
    .remove([...KEYS_OF_CONNECTED, "credentials", "syncStatus", "syncError"])
    .where((attr, is) => is.eq(attr.connectionId, row.connectionId));
  await transact([
    write(patch, () => failed("xero.connect-conflict")),
    ...(owned ? [releaseGuard(organisationGuard(row.xeroTenantId), actor.tenantId)] : []),
    activity(
      {
        entityType: "integration",
        entityId: row.id,
        action: "integration.disconnected",
        summary: `Disconnected Xero: ${row.metadata.orgName}`,
      },
      actor,
    ),
  ]);
}

async function endAtXero(row: IntegrationItem): Promise<void> {
  if (row.state !== "connected") return;
  const config = xeroConfig();
  try {
    const live = await withXeroTokenRefresh(row.tenantId);
    await removeConnection(config, live.accessToken, row.connectionId);
    if (await isLast(live)) {
      const { revokeToken } = await import("../provider/xero/identity.ts");
      await revokeToken(config, live.refreshToken);
    }
  } catch (error) {
    // A token that Xero refuses can end nothing there: whoever took it from us ended it already.
    if (error instanceof ProviderError && !error.transient && error.kind !== "contract") return;
    throw toVisible(error);
  }
}

/** Revoking ends every connection of the user who consented, other firms' too: only when none of them is anybody's. */
async function isLast(live: LiveCredentials): Promise<boolean> {
  const left = await organisations(xeroConfig(), live.accessToken);
  const owners = await Promise.all(left.map(({ xeroTenantId }) => tenantOfOrganisation(xeroTenantId)));
  return owners.every((owner, i) => owner === null || left[i]?.xeroTenantId === live.selectedTenantId);
}
