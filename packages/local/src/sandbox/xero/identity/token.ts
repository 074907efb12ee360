/** The token and revocation endpoints, discovery and keys. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, Hono, MiddlewareHandler } from "hono";
import type { Twin } from "../twin.ts";
import { AUTHORIZE_PATH } from "./authorize.ts";
import type { Grants } from "./grant.ts";

const VERIFIER = /^[\w.~-]{43,128}$/;

/** Incidents of one organisation hold for its users' refreshes too. */
type Incident = (organisationId: string) => MiddlewareHandler;

export function tokenRoutes(app: Hono, twin: Twin, grants: Grants, incident: Incident, base: () => string): void {
  app.get("/.well-known/openid-configuration", (c) =>
    c.json({
      issuer: base(),
      jwks_uri: `${base()}/.well-known/openid-configuration/jwks`,
      authorization_endpoint: `${base()}${AUTHORIZE_PATH}`,
      token_endpoint: `${base()}/connect/token`,
      revocation_endpoint: `${base()}/connect/revocation`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["public"],
    }),
  );
  app.get("/.well-known/openid-configuration/jwks", (c) => c.json(grants.signer.keys));

  app.use("/connect/token", async (c, next) => {
    const form = await textForm(c);
    const [connection] = twin.connectionsOf(grants.userOf(form.refresh_token ?? "") ?? "");
    return connection ? incident(connection.organisationId)(c, next) : next();
  });
  app.post("/connect/token", async (c) => {
    const form = await textForm(c);
    if (!isClient(c, form, twin)) return refuse(c, "invalid_client");
    return twin.store.atomically(() => {
      if (form.grant_type === "authorization_code") return exchange(c, form);
      if (form.grant_type !== "refresh_token") return refuse(c, "unsupported_grant_type");
      const answer = grants.refresh(form.refresh_token ?? "");
      return answer ? noStore(c, answer) : refuse(c, "invalid_grant");
    });
  });

  function exchange(c: Context, form: Record<string, string>): Response {
    const known = grants.takeCode(form.code ?? "");
    if (!known || known.request.redirect_uri !== form.redirect_uri) return refuse(c, "invalid_grant");
    const { code_challenge: challenge, nonce } = known.request;
    const { code_verifier: verifier = "" } = form;
    // A verifier that nobody asked for is as wrong as one that is missing.
    if (challenge === undefined ? verifier !== "" : !proves(verifier, challenge)) return refuse(c, "invalid_grant");
    return noStore(c, grants.issue(known.consent, nonce));
  }

  app.post("/connect/revocation", async (c) => {
    const form = await textForm(c);
    if (!isClient(c, form, twin)) return refuse(c, "invalid_client");
    const userId = grants.userOf(form.token ?? "");
    if (userId) twin.store.atomically(() => grants.revokeUser(userId));
    // An unknown token is as good as revoked (RFC 7009).
    return c.body(null, 200);
  });
}

const proves = (verifier: string, challenge: string): boolean =>
  VERIFIER.test(verifier) && same(createHash("sha256").update(verifier).digest("base64url"), challenge);

const noStore = (c: Context, body: object): Response => c.json(body, 200, { "cache-control": "no-store" });
const refuse = (c: Context, error: string): Response => c.json({ error }, 400);

async function textForm(c: Context): Promise<Record<string, string>> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The client by HTTP Basic or by the form. */
function isClient(c: Context, form: Record<string, string>, { keys }: Twin): boolean {
  const basic = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const [id = "", secret = ""] =
    basic === undefined
      ? [form.client_id, form.client_secret]
      : Buffer.from(basic, "base64").toString("utf8").split(":").map(decoded);
  return id === keys.clientId && same(secret, keys.clientSecret);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
