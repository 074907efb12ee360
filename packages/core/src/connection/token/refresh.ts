/**
 * F67, R12: a token within five minutes of its end is refreshed on use, by one worker at a time, and everybody gets the *new*
 * pair. `invalid_grant` is looked at again (somebody may have been faster) and then ends the connection until a person
 * consents anew: it is never tried a second time.
 */
import { setTimeout as wait } from "node:timers/promises";
import { MINUTE_MS, now } from "../../lib/clock.ts";
import { newUlid } from "../../lib/id.ts";
import { log } from "../../lib/log.ts";
import { withBreaker } from "../../lib/provider/breaker.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { PROVIDER, xeroConfig } from "../../provider/xero/config.ts";
import { INVALID_GRANT } from "../../provider/xero/accounting/fault.ts";
import type { TokenPair } from "../../provider/xero/identity.ts";
import { connectionBroke } from "../broken.ts";
import { credentialsOf } from "../credentials.ts";
import type { IntegrationItem } from "../entity.ts";
import { connectedRow, type LiveCredentials, liveOf, notConnected } from "../live.ts";
import { getIntegrationSettings } from "../settings.ts";
import { releaseLease, savePair, takeLease } from "./lease.ts";

const EARLY_MS = 5 * MINUTE_MS;
/** A token with less left is not worth starting a call with. */
const USABLE_MS = MINUTE_MS;
/** How long to wait for another worker's refresh: until the lease of one that died has run out. */
const WAIT_MS = 24_000;
const POLL_MS = 80;

const leftMs = ({ expiresAt }: LiveCredentials): number => Date.parse(expiresAt) - now();

/**
 * The firm's credentials, good for a call now: refreshed when they end within five minutes. While another worker refreshes,
 * or Xero's identity service is down, a token that is still good serves on. Throws `ProviderError`: `auth` when the firm is
 * not connected (nothing was sent), otherwise what the exchange failed with. One request when nothing is to be done.
 */
export async function withXeroTokenRefresh(tenantId: string): Promise<LiveCredentials> {
  const row = await connectedRow(tenantId);
  const live = liveOf(row);
  if (leftMs(live) > EARLY_MS) return live;
  if (leftMs(live) <= USABLE_MS) return refreshAccessToken(tenantId, live.tokenVersion);
  const owner = newUlid();
  if (!(await takeLease(row, owner))) return live;
  try {
    return await refreshAs(owner, row);
  } catch (error) {
    if (error instanceof ProviderError && error.transient) return live;
    throw error;
  }
}

/**
 * A pair newer than version `seen`: somebody else's, or by our own refresh. Waits for whoever refreshes already. Throws like
 * `withXeroTokenRefresh`, and `unavailable` when nobody finished in time.
 */
export async function refreshAccessToken(tenantId: string, seen?: number): Promise<LiveCredentials> {
  const owner = newUlid();
  const until = performance.now() + WAIT_MS;
  let known = seen;
  do {
    const row = await connectedRow(tenantId);
    known ??= row.tokenVersion;
    if (row.tokenVersion > known) return liveOf(row);
    if (await takeLease(row, owner)) return refreshAs(owner, row);
    await wait(POLL_MS * (0.5 + Math.random()));
  } while (performance.now() < until);
  throw new ProviderError("unavailable", { provider: PROVIDER, providerCode: "refresh-busy", untried: true });
}

/** Refreshes as the holder of the lease. */
async function refreshAs(owner: string, row: IntegrationItem): Promise<LiveCredentials> {
  const before = liveOf(row);
  let pair: TokenPair;
  try {
    const { refreshPair } = await import("../../provider/xero/identity.ts");
    pair = await withBreaker(PROVIDER, () => refreshPair(xeroConfig(), before.refreshToken));
  } catch (error) {
    // The lease is kept until the end of the connection is written down: another worker would only ask again.
    if (error instanceof ProviderError && error.details.providerCode === INVALID_GRANT) return afterInvalidGrant(row);
    await releaseLease(row, owner);
    throw error;
  }
  const credentials = credentialsOf(pair, before.selectedTenantId);
  const saved = await savePair(row, owner, credentials);
  log(saved ? "info" : "warn", "token refreshed", { provider: PROVIDER, outcome: saved ? "saved" : "overtaken" });
  return liveOf(await connectedRow(row.tenantId));
}

/** Xero refuses our refresh token. Somebody else's newer pair explains it; otherwise only a person can help. */
async function afterInvalidGrant(row: IntegrationItem): Promise<LiveCredentials> {
  const newest = await getIntegrationSettings(row.tenantId, "xero");
  if (newest?.state === "connected" && newest.tokenVersion > row.tokenVersion) return liveOf(newest);
  await connectionBroke(row, "reauth_required", INVALID_GRANT);
  throw notConnected("reauth_required");
}
