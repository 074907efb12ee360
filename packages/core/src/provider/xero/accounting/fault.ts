/**
 * What a refusal of Xero's API means. Told by status and by the code at the head of `Detail` (`TokenExpired: …`,
 * `AuthenticationUnsuccessful`), whose keys Xero spells in Pascal case in some services and in camel case in others.
 */
import { kindOfStatus, ProviderError } from "../../../lib/provider/error.ts";
import { PROVIDER } from "../config.ts";

/** The access token ran out: refresh, then ask once more. */
export const TOKEN_EXPIRED = "token-expired";
/** The token is good, and this organisation is no longer connected with us. */
export const NOT_AUTHORISED = "authentication-unsuccessful";
/** The refresh token or code was used, revoked or ran out: only a person's consent helps. */
export const INVALID_GRANT = "invalid_grant";

const CODES: Readonly<Record<string, string>> = {
  TokenExpired: TOKEN_EXPIRED,
  AuthenticationUnsuccessful: NOT_AUTHORISED,
};

/** The code at the head of an error body's `Detail`; undefined when it is none we know. */
function codeOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const detail: unknown = Object.entries(body).find(([name]) => name.toLowerCase() === "detail")?.[1];
  const [head = ""] = typeof detail === "string" ? detail.split(":") : [];
  return CODES[head.trim()];
}

/** A failed status of the accounting or connections API as one of the five kinds. `body` is the parsed JSON, if it was any. */
export const xeroFault = (status: number, body: unknown, retryAfterMs?: number): ProviderError =>
  new ProviderError(kindOfStatus(status), { provider: PROVIDER, status, providerCode: codeOf(body), retryAfterMs });
