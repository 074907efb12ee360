/** The connection as the firm's staff see it: everything but a token. */
import { requireStaff } from "../../lib/actor.ts";
import { DAY_MS } from "../../lib/clock.ts";
import { breakerState } from "../../lib/provider/breaker.ts";
import { limitState } from "../../lib/provider/permit/index.ts";
import { PROVIDER } from "../../provider/xero/config.ts";
import type { IntegrationItem } from "../entity.ts";
import { organisationLimit } from "../limit.ts";
import { XERO_SCOPES, type XeroConnection } from "../schema.ts";
import { getIntegrationSettings } from "../settings.ts";
import { missingVariables, modeOf } from "./variable.ts";

/** Xero forgets a refresh token that was not used for so long. */
const TOKEN_LIFE_MS = 60 * DAY_MS;

/** The firm's connection with Xero; one that never was has state null. One to three requests. */
export async function connection(): Promise<XeroConnection> {
  const { tenantId } = requireStaff("client:read");
  const row = await getIntegrationSettings(tenantId, "xero");
  const missing = missingVariables("xero", process.env);
  const setup = { missing, mode: missing.length > 0 ? null : modeOf("xero", process.env) };
  if (!row) return { state: null, ...setup, details: null };
  const limit = organisationLimit(row.xeroTenantId);
  const [limits, circuit] = await Promise.all([limitState(limit), breakerState(PROVIDER, row.xeroTenantId)]);
  return {
    state: row.state,
    ...setup,
    details: {
      ...detailsOf(row),
      limits: {
        minute: { used: limits.used, limit: limit.limit },
        day: limits.day,
        heldUntil: isoOf(limits.heldUntilMs),
      },
      circuit: { state: circuit.state, failures: circuit.failures, retryAt: isoOf(circuit.probeAt) },
    },
  };
}

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function detailsOf(row: IntegrationItem) {
  const granted = new Set(row.scope.split(" "));
  return {
    organisation: row.metadata.orgName,
    /** By the firm itself, not by a fault or inside Xero. */
    endedByFirm: !row.enabled,
    reason: row.syncError ?? null,
    brokenAt: row.brokenAt ?? null,
    connectedBy: row.connectedByName,
    connectedAt: row.connectedAt,
    lastSyncedAt: row.lastSyncedAt ?? null,
    scopes: XERO_SCOPES.map(({ scope, why }) => ({ scope, why, granted: granted.has(scope) })),
    tokenRefreshedAt: row.tokenRefreshedAt,
    tokenDiesAt: new Date(Date.parse(row.tokenRefreshedAt) + TOKEN_LIFE_MS).toISOString(),
    config: { syncFrequency: row.config.syncFrequency, autoSync: row.config.autoSync },
    configVersion: row.configVersion,
  };
}
