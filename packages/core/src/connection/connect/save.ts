/** Writing down a consent: the row, the guard that one organisation maps to one firm, and the audit entry, in one transaction. */
import { activity } from "../../activity/index.ts";
import type { StaffActor } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import type { VisibleError } from "../../lib/error.ts";
import { newId } from "../../lib/id.ts";
import { claimGuard, guardOwner } from "../../lib/table/guard.ts";
import { transact, type TransactItem, write } from "../../lib/table/transact.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import type { Organisation } from "../../provider/xero/connections.ts";
import type { TokenPair } from "../../provider/xero/identity.ts";
import { credentialsOf } from "../credentials.ts";
import { connectedKeys } from "../connected.ts";
import { type IntegrationItem, IntegrationRow } from "../entity.ts";
import { organisationGuard } from "../organisation.ts";
import { DEFAULT_CONFIG } from "../schema.ts";
import { getIntegrationSettings, withPair } from "../settings.ts";
import { failed } from "./error.ts";

const takenElsewhere = (): VisibleError => failed("xero.organisation-taken");
const raced = (): VisibleError => failed("xero.connect-conflict");

/**
 * Connects, or reconnects, the actor's firm with an organisation. A reconnect keeps the row, the firm's choices and every
 * link. Errors: `xero.organisation-taken`, `xero.wrong-organisation`, `xero.connect-conflict`.
 */
export async function saveConnection(actor: StaffActor, organisation: Organisation, pair: TokenPair): Promise<void> {
  const { tenantId } = actor;
  const existing = await getIntegrationSettings(tenantId, "xero");
  if (existing && existing.xeroTenantId !== organisation.xeroTenantId)
    throw failed(
      "xero.wrong-organisation",
      `This firm's records are linked with ${existing.metadata.orgName} in Xero. Choose that organisation.`,
    );
  const id = existing?.id ?? newId("int");
  const at = nowIso();
  const connected = {
    enabled: true,
    syncStatus: "connected" as const,
    state: "connected" as const,
    metadata: { ...existing?.metadata, orgName: organisation.name },
    connectionId: organisation.connectionId,
    xeroTenantId: organisation.xeroTenantId,
    connectedById: actor.userId,
    connectedByName: actor.name,
    connectedAt: at,
    ...withPair({ tenantId, id }, credentialsOf(pair, organisation.xeroTenantId)),
    ...connectedKeys(tenantId),
  };
  const row: IntegrationItem = {
    tenantId,
    id,
    integrationType: "xero",
    config: DEFAULT_CONFIG,
    createdAt: at,
    tokenVersion: 1,
    configVersion: 1,
    ...connected,
  };
  await transact([
    existing ? renewed(existing, connected) : write(IntegrationRow.create(row), raced),
    ...(await guardItems(tenantId, organisation.xeroTenantId)),
    activity(
      {
        entityType: "integration",
        entityId: id,
        action: "integration.connected",
        summary: `${existing ? "Reconnected" : "Connected"} Xero: ${organisation.name}`,
      },
      actor,
    ),
  ]);
  // What waited for a connection goes out now.
  await nudgeLane(tenantId);
}

const renewed = (existing: IntegrationItem, connected: object): TransactItem =>
  write(
    IntegrationRow.patch({ tenantId: existing.tenantId, integrationType: "xero" })
      .set(connected)
      .add({ tokenVersion: 1 })
      .remove(["syncError", "brokenAt", "brokenCode", "leaseOwner", "leaseUntil"])
      .where((attr, is) => is.eq(attr.tokenVersion, existing.tokenVersion)),
    raced,
  );

/** The guard is ours already while the link was only broken; a firm that disconnected gave it back. */
async function guardItems(tenantId: string, xeroTenantId: string): Promise<TransactItem[]> {
  const guard = organisationGuard(xeroTenantId);
  const owner = await guardOwner(guard);
  if (owner === tenantId) return [];
  if (owner !== null) throw takenElsewhere();
  return [claimGuard(guard, tenantId, takenElsewhere)];
}
