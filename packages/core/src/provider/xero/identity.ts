/**
 * Xero's identity service, by oauth4webapi: consent address, code and refresh exchange, revocation. No answer of it is ever
 * attached to an error: they hold tokens. Failures are `ProviderError`; `invalid_grant` is kind `rejected` with that code.
 */
import * as oauth from "oauth4webapi";
import { readBounded } from "../../lib/provider/http.ts";
import { kindOfStatus, ProviderError } from "../../lib/provider/error.ts";
import { PROVIDER, type XeroConfig } from "./config.ts";
import { INVALID_GRANT } from "./accounting/fault.ts";

/** What a code or a refresh token was exchanged for. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresInS: number;
  tokenType: string;
  /** Space-separated, as granted. */
  scope: string;
}

/** Longer, and a refresh would outlive its lease. */
const TIMEOUT_MS = 8000;
const MAX_BYTES = 64 * 1024;

const serverOf = (config: XeroConfig): oauth.AuthorizationServer => ({
  issuer: config.identityUrl,
  authorization_endpoint: config.authorizeUrl,
  token_endpoint: `${config.identityUrl}/connect/token`,
  revocation_endpoint: `${config.identityUrl}/connect/revocation`,
});
const clientOf = (config: XeroConfig): oauth.Client => ({ client_id: config.clientId });
const secretOf = (config: XeroConfig): oauth.ClientAuth => oauth.ClientSecretBasic(config.clientSecret);
const options = (config: XeroConfig) => ({
  [oauth.customFetch]: exchange,
  // Configuration allows http on this machine alone.
  [oauth.allowInsecureRequests]: config.identityUrl.startsWith("http:"),
});

/** Bounded in time and size; a service that does not answer properly is `unavailable` before anybody parses. */
async function exchange(
  url: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown },
): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(url, { method, headers, body: String(body), redirect: "manual", signal });
    const { status } = answer;
    const text = await readBounded(answer, MAX_BYTES, PROVIDER);
    const kind = kindOfStatus(status);
    if (kind === "unavailable" || kind === "rate-limit") throw new ProviderError(kind, { provider: PROVIDER, status });
    return new Response(text === "" ? null : text, { status, headers: answer.headers });
  } catch (error) {
    throw error instanceof ProviderError ? error : new ProviderError("unavailable", { provider: PROVIDER });
  }
}

/** A new PKCE verifier: 43 characters of 256 random bits. */
export const newVerifier = (): string => oauth.generateRandomCodeVerifier();

/** The page at Xero where the user consents. */
export async function consentUrl(
  config: XeroConfig,
  { scopes, state, verifier }: { scopes: readonly string[]; state: string; verifier: string },
): Promise<string> {
  const url = new URL(config.authorizeUrl);
  const query = {
    response_type: "code",
    client_id: config.clientId,
    redirect_uri: config.redirectUri,
    scope: scopes.join(" "),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.toString();
}

/** Exchanges the code of a callback. The state was checked by whoever kept it. */
export const exchangeCode = (
  config: XeroConfig,
  { code, state, verifier }: { code: string; state: string; verifier: string },
): Promise<TokenPair> =>
  speak(async () => {
    const [server, client] = [serverOf(config), clientOf(config)];
    const callback = oauth.validateAuthResponse(server, client, new URLSearchParams({ code, state }), state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      secretOf(config),
      callback,
      config.redirectUri,
      verifier,
      options(config),
    );
    return toPair(await oauth.processAuthorizationCodeResponse(server, client, answer));
  });

/** Exchanges a refresh token for a new pair; the old one is used up with it. */
export const refreshPair = (config: XeroConfig, refreshToken: string): Promise<TokenPair> =>
  speak(async () => {
    const [server, client] = [serverOf(config), clientOf(config)];
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      client,
      secretOf(config),
      refreshToken,
      options(config),
    );
    return toPair(await oauth.processRefreshTokenResponse(server, client, answer));
  });

/** Revokes a refresh token, and with it every connection of that user with us. */
export const revokeToken = (config: XeroConfig, refreshToken: string): Promise<void> =>
  speak(async () => {
    const [server, client] = [serverOf(config), clientOf(config)];
    const answer = await oauth.revocationRequest(server, client, secretOf(config), refreshToken, options(config));
    await oauth.processRevocationResponse(answer);
  });

/** Both tokens and their life are needed; an answer without one is none. */
function toPair(answer: oauth.TokenEndpointResponse): TokenPair {
  const { access_token, refresh_token, expires_in, scope = "" } = answer;
  if (!refresh_token || !expires_in) throw new ProviderError("contract", { provider: PROVIDER });
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresInS: expires_in,
    tokenType: "Bearer",
    scope,
  };
}

/** Error codes of RFC 6749 that we know; others are `rejected` without a code. */
const APP_REFUSED = new Set(["invalid_client", "unauthorized_client"]);

async function speak<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toProviderError(error);
  }
}

function toProviderError(error: unknown): unknown {
  if (error instanceof oauth.ResponseBodyError) {
    const { status, error: code } = error;
    if (APP_REFUSED.has(code)) return new ProviderError("auth", { provider: PROVIDER, status, providerCode: code });
    const providerCode = code === INVALID_GRANT ? INVALID_GRANT : undefined;
    return new ProviderError("rejected", { provider: PROVIDER, status, providerCode });
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError)
    return new ProviderError("auth", { provider: PROVIDER, status: error.status, providerCode: "invalid_client" });
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return new ProviderError("contract", { provider: PROVIDER });
  return error;
}
