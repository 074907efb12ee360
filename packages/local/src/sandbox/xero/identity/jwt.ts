/** Access tokens: JWTs (RS256) with the claims that Xero's carry. */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";

export interface Claims {
  /** Seconds. */
  iat: number;
  exp: number;
  iss: string;
  aud: string;
  client_id: string;
  sub: string;
  xero_userid: string;
  authentication_event_id: string;
  jti: string;
  scope: string[];
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export class Signer {
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  readonly #kid: string;

  /** `pem` is an RSA private key. */
  constructor(pem: string) {
    this.#private = createPrivateKey(pem);
    this.#public = createPublicKey(this.#private);
    const der = this.#public.export({ type: "spki", format: "der" });
    this.#kid = createHash("sha1").update(der).digest("hex").toUpperCase();
  }

  /** The body of the keys endpoint. */
  get keys(): object {
    return { keys: [{ ...this.#public.export({ format: "jwk" }), kid: this.#kid, use: "sig", alg: "RS256" }] };
  }

  sign(claims: Claims | Record<string, unknown>): string {
    const text = `${encoded({ alg: "RS256", kid: this.#kid, typ: "JWT" })}.${encoded(claims)}`;
    return `${text}.${sign("sha256", Buffer.from(text), this.#private).toString("base64url")}`;
  }

  /** The claims of a token that we signed; undefined for any other. Whether it ran out is for the caller to say. */
  read(token: string): Claims | undefined {
    const [head, body, signature, more] = token.split(".");
    if (!head || !body || !signature || more !== undefined) return undefined;
    const genuine = verify("sha256", Buffer.from(`${head}.${body}`), this.#public, Buffer.from(signature, "base64url"));
    return genuine ? (JSON.parse(Buffer.from(body, "base64url").toString()) as Claims) : undefined;
  }
}
