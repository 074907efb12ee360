/** Signing keys and tokens, as Microsoft's v2.0 endpoint makes them. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from "jose";
import type { Person } from "./directory.ts";

const LIFETIME_S = 3599;

export interface Signer {
  /** The body of the keys endpoint. */
  keys: { keys: JWK[] };
  idToken(claims: Record<string, unknown>): Promise<string>;
}

/** A fresh RS256 key: like Microsoft's, it changes without notice, and clients fetch the keys again. */
export async function createSigner(): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  const kid = createHash("sha256").update(String(jwk.n)).digest("base64url").slice(0, 27);
  return {
    keys: { keys: [{ ...jwk, kid, x5t: kid, use: "sig", alg: "RS256" }] },
    idToken: (claims) => sign(privateKey, kid, claims),
  };
}

const sign = (key: CryptoKey, kid: string, claims: Record<string, unknown>): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: "RS256", kid }).sign(key);

interface Grant {
  person: Person;
  clientId: string;
  issuerBase: string;
  scope: string[];
  nonce: string | undefined;
}

/** The id_token's claims (v2.0). */
export function claimsOf({ person, clientId, issuerBase, scope, nonce }: Grant): Record<string, unknown> {
  const iat = Math.floor(Date.now() / 1000);
  return {
    ver: "2.0",
    iss: `${issuerBase}/${person.tid}/v2.0`,
    aud: clientId,
    iat,
    nbf: iat,
    exp: iat + LIFETIME_S + 1,
    tid: person.tid,
    oid: person.oid,
    // Pairwise: another application sees another subject.
    sub: createHash("sha256").update(`${person.oid}|${clientId}`).digest("base64url"),
    ...(scope.includes("profile") ? { name: person.name, preferred_username: person.email || person.oid } : {}),
    ...(scope.includes("email") && person.email ? { email: person.email, ...person.claims } : {}),
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** The body of a token answer around an id_token. */
export const tokenAnswer = (scope: string[], idToken: string | undefined) => ({
  token_type: "Bearer",
  scope: scope.filter((one) => one !== "offline_access").join(" "),
  expires_in: LIFETIME_S,
  ext_expires_in: LIFETIME_S,
  access_token: `sandbox.${randomBytes(48).toString("base64url")}`,
  ...(scope.includes("offline_access") ? { refresh_token: `0.${randomBytes(48).toString("base64url")}` } : {}),
  ...(idToken === undefined ? {} : { id_token: idToken }),
});

/** An error as Microsoft words it. */
export const aadError = (error: string, code: number, text: string) => ({
  error,
  error_description: `AADSTS${code}: ${text} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${new Date().toISOString()}`,
  error_codes: [code],
  timestamp: new Date().toISOString(),
  trace_id: randomUUID(),
  correlation_id: randomUUID(),
});
