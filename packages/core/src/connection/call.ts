/** The call gate: the one way to Xero's accounting API. */
import { ProviderError } from "../lib/provider/error.ts";
import type { Priority } from "../lib/provider/permit/index.ts";
import { NOT_AUTHORISED } from "../provider/xero/accounting/fault.ts";
import { connectionBroke } from "./broken.ts";
import { connectedRow, type LiveCredentials, notConnected } from "./live.ts";
import type { XeroAccess } from "../provider/xero/accounting/client.ts";
import { once } from "./gate.ts";
import { refreshAccessToken, withXeroTokenRefresh } from "./token/refresh.ts";

/**
 * One call to Xero's accounting API for a firm. `call` makes exactly one request and rejects with what `xeroFault` makes of a
 * refusal. An expired token is refreshed once and the call made once more; a link that was ended in Xero becomes
 * `disconnected`. Throws `ProviderError`; `details.untried` says that nothing was sent, `details.retryAfterMs` when a limit lets
 * it through: nobody waits here.
 */
export async function callXero<T>(
  tenantId: string,
  priority: Priority,
  call: (access: XeroAccess) => Promise<T>,
): Promise<T> {
  const live = await withXeroTokenRefresh(tenantId);
  try {
    return await once(live, priority, call);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "auth") throw error;
    if (error.details.status === 401) return again(tenantId, live, priority, call);
    throw await told(tenantId, live, error);
  }
}

/** After a 401: once more with a newer token. When that is refused too, only a person's consent helps. */
async function again<T>(
  tenantId: string,
  seen: LiveCredentials,
  priority: Priority,
  call: (access: XeroAccess) => Promise<T>,
): Promise<T> {
  const live = await refreshAccessToken(tenantId, seen.tokenVersion);
  try {
    return await once(live, priority, call);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "auth") throw error;
    throw await told(tenantId, live, error);
  }
}

/**
 * What a refusal says about the connection itself: written down when it was of the newest token, for a connection renewed
 * meanwhile is none of this. Answers the error to throw.
 */
async function told(tenantId: string, live: LiveCredentials, error: ProviderError): Promise<ProviderError> {
  const { status, providerCode } = error.details;
  const state = status === 401 ? "reauth_required" : providerCode === NOT_AUTHORISED ? "disconnected" : null;
  if (state === null) return error;
  const row = await connectedRow(tenantId);
  if (row.tokenVersion !== live.tokenVersion) return error;
  await connectionBroke(row, state, providerCode ?? "token-refused");
  return notConnected(state);
}
