/** F61: reading and writing a firm's integration row. The tenant is the caller's: an actor's, or a row's that is being worked on. */
import { DAY_MS, isoIn, nowIso } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { sealCredentials, type XeroCredentials } from "./credentials.ts";
import { type IntegrationItem, IntegrationRow } from "./entity.ts";
import type { IntegrationConfig } from "./schema.ts";
import { TOKEN_QUEUE } from "./token/due.ts";

/** Only Xero can be connected. */
export type Connectable = "xero";

/** A refresh token that is not used dies after 60 days: one that was not for this long is refreshed for its own sake. */
const IDLE_MS = 10 * DAY_MS;

/** The row, read strongly; null when the firm never connected. Credentials stay sealed. One request. */
export async function getIntegrationSettings(tenantId: string, type: Connectable): Promise<IntegrationItem | null> {
  const { data } = await IntegrationRow.get({ tenantId, integrationType: type }).go({ consistent: true });
  return data;
}

/** What a row gets with a new token pair. */
export const withPair = (row: { tenantId: string; id: string }, credentials: XeroCredentials) => ({
  credentials: sealCredentials(row.tenantId, credentials),
  scope: credentials.scope,
  tokenRefreshedAt: nowIso(),
  updatedAt: nowIso(),
  ...dueKeys(TOKEN_QUEUE, isoIn(IDLE_MS), row.id),
});

/**
 * Stores another token pair for a connected firm, whoever holds the lease. False when the firm is not connected any more, or
 * somebody stored a pair after `seen` (a token version).
 */
export async function updateIntegrationCredentials(
  tenantId: string,
  type: Connectable,
  credentials: XeroCredentials,
  seen?: number,
): Promise<boolean> {
  const row = await getIntegrationSettings(tenantId, type);
  if (!row) return false;
  const version = seen ?? row.tokenVersion;
  return held(
    IntegrationRow.patch({ tenantId, integrationType: type })
      .set({ ...withPair(row, credentials), tokenVersion: version + 1 })
      .where((attr, is) => `${is.eq(attr.tokenVersion, version)} AND ${is.eq(attr.state, "connected")}`),
  );
}

/** The firm's choices; null when it never connected. One request. */
export async function integrationConfig(tenantId: string, type: Connectable): Promise<IntegrationConfig | null> {
  return (await getIntegrationSettings(tenantId, type))?.config ?? null;
}

const MAX_TRIES = 5;

/**
 * Changes the firm's choices by `change`, which may be called again when somebody else was faster. Null when the firm never
 * connected; what `change` throws, throws.
 */
export async function updateIntegrationConfig(
  tenantId: string,
  type: Connectable,
  change: (config: IntegrationConfig) => IntegrationConfig,
): Promise<IntegrationConfig | null> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const row = await getIntegrationSettings(tenantId, type);
    if (!row) return null;
    const config = change(row.config);
    const saved = await held(
      IntegrationRow.patch({ tenantId, integrationType: type })
        .set({ config, configVersion: row.configVersion + 1, updatedAt: nowIso() })
        .where((attr, is) => is.eq(attr.configVersion, row.configVersion)),
    );
    if (saved) return config;
  }
  throw new Error("integration config: too many writers");
}

/** F54 `last_synced_at`: that something went to Xero or came from it just now. */
export async function noteSynced(tenantId: string, type: Connectable): Promise<void> {
  await held(IntegrationRow.patch({ tenantId, integrationType: type }).set({ lastSyncedAt: nowIso() }));
}

/** Whether a conditional write held. */
export async function held(patch: { params: () => unknown }): Promise<boolean> {
  try {
    await transact([write(patch)]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
