/**
 * Codes, access tokens and refresh tokens. A refresh token lives 60 days unused and is replaced at every use; the one before
 * it still works for half an hour after its first use, for whoever lost the answer, and what it then gives replaces what it
 * gave before. https://developer.xero.com/documentation/guides/oauth2/token-types
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Shelf } from "../../store.ts";
import type { Twin } from "../twin.ts";
import { type Claims, Signer } from "./jwt.ts";

export interface AuthorizeRequest {
  client_id: string;
  redirect_uri: string;
  scope: string;
  state?: string | undefined;
  nonce?: string | undefined;
  code_challenge?: string | undefined;
}

/** One consent of one user: what a code and all tokens that come of it stand for. */
interface Consent {
  id: string;
  userId: string;
  authEventId: string;
  scopes: string[];
}
interface Code {
  consent: Consent;
  request: AuthorizeRequest;
  atMs: number;
}
interface RefreshToken {
  consent: Consent;
  atMs: number;
  /** When something else took its place. */
  replacedAtMs: number | null;
}

export const ACCESS_S = 30 * 60;
const CODE_MS = 5 * 60_000;
const GRACE_MS = 30 * 60_000;
const UNUSED_MS = 60 * 24 * 60 * 60_000;

export interface TokenAnswer {
  access_token: string;
  expires_in: number;
  token_type: "Bearer";
  scope: string;
  refresh_token?: string;
  id_token?: string;
}

/** What became of a user's refreshes, and how many pairs were given out. */
interface Counts {
  refreshes: number;
  refused: number;
  issued: number;
}

export class Grants {
  readonly signer: Signer;
  readonly #twin: Twin;
  readonly #codes: Shelf<Code>;
  readonly #refresh: Shelf<RefreshToken>;
  /** By user: access tokens up to that one died before their time. */
  readonly #dead: Shelf<{ upTo: number }>;
  readonly #counts: Shelf<Counts>;
  readonly #issuer: () => string;

  constructor(twin: Twin, issuer: () => string) {
    this.#twin = twin;
    this.#issuer = issuer;
    this.signer = new Signer(twin.keys.signingKey);
    this.#codes = twin.store.shelf("code");
    this.#refresh = twin.store.shelf("refresh-token");
    this.#dead = twin.store.shelf("dead-token");
    this.#counts = twin.store.shelf("refresh-count");
  }

  /** Time as the user's first organisation sees it: tests move that. */
  now(userId: string): number {
    const [first] = this.#twin.connectionsOf(userId);
    return (first && this.#twin.book(first.organisationId)?.now()) ?? Date.now();
  }

  consent(userId: string, organisationIds: readonly string[], scopes: string[]): Consent {
    const consent = { id: randomUUID(), userId, authEventId: randomUUID(), scopes };
    for (const id of organisationIds) this.#twin.connect(userId, id, consent.authEventId);
    return consent;
  }

  code(consent: Consent, request: AuthorizeRequest): string {
    const code = randomBytes(32).toString("base64url");
    this.#codes.set(code, { consent, request, atMs: this.now(consent.userId) });
    return code;
  }

  /** Uses a code up, whatever becomes of it; undefined when it is none, is used, or is too old. */
  takeCode(code: string): Code | undefined {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    return known && this.now(known.consent.userId) - known.atMs <= CODE_MS ? known : undefined;
  }

  /** A fresh pair. Without offline_access there is nothing to refresh with. */
  issue(consent: Consent, nonce?: string): TokenAnswer {
    const now = this.now(consent.userId);
    const { scopes } = consent;
    const refreshToken = scopes.includes("offline_access") ? randomBytes(32).toString("base64url") : undefined;
    if (refreshToken) this.#refresh.set(refreshToken, { consent, atMs: now, replacedAtMs: null });
    const counts = this.countsOf(consent.userId);
    this.#counts.set(consent.userId, { ...counts, issued: counts.issued + 1 });
    const claims = this.#claims(consent, now);
    return {
      access_token: this.signer.sign(claims),
      expires_in: ACCESS_S,
      token_type: "Bearer",
      scope: scopes.join(" "),
      ...(refreshToken ? { refresh_token: refreshToken } : {}),
      ...(scopes.includes("openid") ? { id_token: this.#idToken(claims, nonce) } : {}),
    };
  }

  #claims(consent: Consent, nowMs: number): Claims {
    const iat = Math.floor(nowMs / 1000);
    return {
      iat,
      exp: iat + ACCESS_S,
      iss: this.#issuer(),
      aud: `${this.#issuer()}/resources`,
      client_id: this.#twin.keys.clientId,
      sub: createHash("md5").update(consent.userId).digest("hex"),
      xero_userid: consent.userId,
      authentication_event_id: consent.authEventId,
      // Its end is its number, so that all tokens until now can be ended in one stroke.
      jti: `${randomBytes(12).toString("hex")}${this.countsOf(consent.userId).issued.toString(16).padStart(8, "0")}`.toUpperCase(),
      scope: consent.scopes,
    };
  }

  #idToken({ iat, exp, iss, sub, xero_userid }: Claims, nonce: string | undefined): string {
    const user = this.#twin.users.get(xero_userid);
    const person = user ? { email: user.email, name: user.name } : {};
    const aud = this.#twin.keys.clientId;
    return this.signer.sign({ iat, exp, iss, aud, sub, xero_userid, ...person, ...(nonce ? { nonce } : {}) });
  }

  /** The next pair for a refresh token; undefined when it is good for nothing. */
  refresh(token: string): TokenAnswer | undefined {
    const known = this.#refresh.get(token);
    if (!known) return undefined;
    const { consent } = known;
    const now = this.now(consent.userId);
    const strict = this.#twin.users.get(consent.userId)?.strictRotation === true;
    const late = known.replacedAtMs !== null && (strict || now - known.replacedAtMs > GRACE_MS);
    const good = !late && now - known.atMs <= UNUSED_MS;
    const counts = this.countsOf(consent.userId);
    const counted = good ? { refreshes: counts.refreshes + 1 } : { refused: counts.refused + 1 };
    this.#counts.set(consent.userId, { ...counts, ...counted });
    if (!good) return undefined;
    for (const [other, held] of this.#refresh.entries()) {
      if (held.consent.id !== consent.id) continue;
      if (held.replacedAtMs === null) this.#refresh.set(other, { ...held, replacedAtMs: now });
      // One whose grace is over can no longer be told from an unknown one.
      else if (now - held.replacedAtMs > GRACE_MS) this.#refresh.delete(other);
    }
    return this.issue(consent);
  }

  /** Whose refresh token it is. */
  userOf(token: string): string | undefined {
    return this.#refresh.get(token)?.consent.userId;
  }

  /** Kills a user's refresh tokens: the next refresh is `invalid_grant`. */
  dropRefreshTokens(userId: string): void {
    for (const [token, { consent }] of this.#refresh.entries())
      if (consent.userId === userId) this.#refresh.delete(token);
  }

  /** What revoking does: the user's refresh tokens die, and all their connections with the app go. */
  revokeUser(userId: string): void {
    this.dropRefreshTokens(userId);
    for (const connection of this.#twin.connectionsOf(userId)) this.#twin.connections.delete(connection.id);
  }

  /** Ends the access tokens that a user got until now. */
  expireAccess(userId: string): void {
    this.#dead.set(userId, { upTo: this.countsOf(userId).issued });
  }

  /** The claims of an access token that holds, or why it does not, in Xero's words. */
  check(token: string): { claims: Claims } | { detail: string } {
    const claims = this.signer.read(token);
    if (!claims) return { detail: "AuthenticationUnsuccessful" };
    const expired = { detail: `TokenExpired: token expired at ${usDate(claims.exp * 1000)}` };
    if (this.now(claims.xero_userid) >= claims.exp * 1000) return expired;
    const dead = this.#dead.get(claims.xero_userid);
    return dead && Number.parseInt(claims.jti.slice(-8), 16) <= dead.upTo ? expired : { claims };
  }

  /** How often a user's tokens were refreshed, and how often that was refused. */
  countsOf(userId: string): Counts {
    return this.#counts.get(userId) ?? { refreshes: 0, refused: 0, issued: 0 };
  }
}

/** `11/23/2026 15:00:00` */
function usDate(ms: number): string {
  const [year, month, day, time] = new Date(ms).toISOString().slice(0, 19).split(/[-T]/);
  return `${month}/${day}/${year} ${time}`;
}
