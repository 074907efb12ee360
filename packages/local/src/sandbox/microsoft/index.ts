/**
 * The twin of Microsoft's identity platform, v2.0 endpoints: authorize (with a person picker), token, keys, discovery.
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow
 *
 * Checked as the real one checks: client, redirect URI, PKCE (S256), single-use codes of ten minutes, client secret.
 * Scripted by `POST /__script`: `{claims}` overrides claims of the next id_token; `{person}` adds somebody to pick.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import * as z from "zod";
import { Incidents, Journal, sandboxApp, serveSandbox, type SandboxOptions } from "../kit.ts";
import { CONSUMERS, madeUp, mayEnter, PEOPLE, personOf } from "./directory.ts";
import { errorPage, homePage, pickerPage } from "./page.ts";
import { aadError, claimsOf, createSigner, tokenAnswer } from "./token.ts";

const CLIENT_ID = "5a9d6c1e-7b42-4f0a-8d3c-9e1f2a3b4c5d";
const CLIENT_SECRET = "sandbox-microsoft-client-secret";
const CODE_MS = 10 * 60_000;

const Authorize = z.object({
  client_id: z.string(),
  response_type: z.literal("code"),
  redirect_uri: z.string(),
  scope: z.string(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal("S256").optional(),
});
type Authorize = z.infer<typeof Authorize>;

const Script = z.object({
  claims: z.record(z.string(), z.unknown()).optional(),
  person: z
    .object({
      oid: z.string(),
      email: z.string(),
      name: z.string(),
      tid: z.string().default(CONSUMERS),
      claims: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
});

interface Code {
  tenant: string;
  oid: string;
  at: number;
  request: Authorize;
}
type Fact = { code: string; grant: Code } | { code: string; used: true };

export async function startMicrosoft(options: SandboxOptions & { appUrl: string }) {
  const redirectUris = [`${options.appUrl}/api/auth/callback/microsoft`];
  const incidents = new Incidents();
  const app = sandboxApp(incidents);
  const signer = await createSigner();
  const journal = new Journal<Fact>(options.dataDir, "microsoft");
  let override: Record<string, unknown> = {};
  let base = "";

  app.get("/", (c) => c.html(homePage(CLIENT_ID, redirectUris, [...PEOPLE, ...madeUp])));
  app.get("/__state", (c) =>
    c.json({ people: [...PEOPLE, ...madeUp], codes: journal.facts.length, requests: incidents.seen }),
  );
  app.post("/__script", async (c) => {
    const script = Script.parse(await c.req.json());
    override = script.claims ?? {};
    if (script.person) madeUp.push({ ...script.person, note: "made up by a test" });
    return c.json({ done: true });
  });

  app.get("/:tenant/v2.0/.well-known/openid-configuration", (c) => {
    const at = `${base}/${c.req.param("tenant")}`;
    return c.json({
      issuer: `${base}/{tenantid}/v2.0`,
      authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
      token_endpoint: `${at}/oauth2/v2.0/token`,
      jwks_uri: `${at}/discovery/v2.0/keys`,
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
    });
  });
  app.get("/:tenant/discovery/v2.0/keys", (c) => c.json(signer.keys));

  /** Refusals that Microsoft shows on a page of its own: it redirects only to a URI that is registered. */
  const checked = (input: Record<string, string>): { request: Authorize } | { refused: string } => {
    const parsed = Authorize.safeParse(input);
    if (!parsed.success)
      return {
        refused: `AADSTS900144: The request body must contain the following parameter: '${String(parsed.error.issues[0]?.path[0])}'.`,
      };
    const request = parsed.data;
    if (request.client_id !== CLIENT_ID)
      return {
        refused: `AADSTS700016: Application with identifier '${request.client_id}' was not found in the directory.`,
      };
    if (!redirectUris.includes(request.redirect_uri))
      return {
        refused: `AADSTS50011: The redirect URI '${request.redirect_uri}' specified in the request does not match the redirect URIs configured for the application.`,
      };
    return { request };
  };

  app.get("/:tenant/oauth2/v2.0/authorize", (c) => {
    const check = checked(c.req.query());
    if ("refused" in check) return c.html(errorPage(check.refused), 400);
    return c.html(pickerPage(c.req.param("tenant"), c.req.query(), [...PEOPLE, ...madeUp]));
  });

  app.post("/:tenant/oauth2/v2.0/authorize", async (c) => {
    const form = await textForm(c);
    const check = checked(form);
    if ("refused" in check) return c.html(errorPage(check.refused), 400);
    const { request } = check;
    const back = (params: Record<string, string>): Response => {
      const url = new URL(request.redirect_uri);
      const all = { ...params, ...(request.state === undefined ? {} : { state: request.state }) };
      for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
      return c.redirect(url.href, 302);
    };
    if (form.person === "deny")
      return back({
        error: "access_denied",
        error_description: "AADSTS65004: User declined to consent to access the app.",
      });
    const tenant = c.req.param("tenant");
    const person = personOf(form.person ?? "");
    if (!person) return c.html(errorPage("AADSTS50034: The user account does not exist in the directory."), 400);
    if (!mayEnter(tenant, person))
      return c.html(
        errorPage(
          `AADSTS50020: User account '${person.email}' does not exist in tenant '${tenant}' and cannot access the application.`,
        ),
        400,
      );
    const code = `0.${randomBytes(48).toString("base64url")}`;
    journal.append({ code, grant: { tenant, oid: person.oid, at: Date.now(), request } });
    return back({ code, session_state: randomBytes(16).toString("hex") });
  });

  app.post("/:tenant/oauth2/v2.0/token", async (c) => {
    const form = await textForm(c);
    const { id, secret } = clientOf(c, form);
    if (id !== CLIENT_ID)
      return c.json(aadError("unauthorized_client", 700016, "Application was not found in the directory."), 400);
    if (!same(secret, CLIENT_SECRET))
      return c.json(aadError("invalid_client", 7000215, "Invalid client secret provided."), 401);
    if (form.grant_type !== "authorization_code")
      return c.json(aadError("unsupported_grant_type", 70003, "The app requested an unsupported grant type."), 400);
    const grant = grantOf(journal.facts, form.code ?? "");
    const fault = faultOf(grant, form, c.req.param("tenant"));
    if (fault) return c.json(aadError("invalid_grant", fault.code, fault.text), 400);
    const person = personOf(grant?.oid ?? "");
    if (!grant || !person) return c.json(aadError("invalid_grant", 70000, "The grant was not found."), 400);
    journal.append({ code: form.code ?? "", used: true });
    const scope = grant.request.scope.split(" ");
    const claims = {
      ...claimsOf({ person, clientId: CLIENT_ID, issuerBase: base, scope, nonce: grant.request.nonce }),
      ...override,
    };
    override = {};
    return c.json(tokenAnswer(scope, scope.includes("openid") ? await signer.idToken(claims) : undefined));
  });

  const sandbox = await serveSandbox(app, options);
  base = sandbox.url;
  return {
    name: "microsoft",
    url: sandbox.url,
    env: { MICROSOFT_AUTHORITY: sandbox.url, MICROSOFT_CLIENT_ID: CLIENT_ID, MICROSOFT_TENANT_ID: "common" },
    secrets: { MICROSOFT_CLIENT_SECRET: CLIENT_SECRET },
    close: () => sandbox.close(),
  };
}

/** A form's text fields. */
async function textForm(c: Context): Promise<Record<string, string>> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The client by HTTP Basic or by the form. */
function clientOf(c: Context, form: Record<string, string>): { id: string; secret: string } {
  const basic = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (basic === undefined) return { id: form.client_id ?? "", secret: form.client_secret ?? "" };
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":").map(decodeURIComponent);
  return { id, secret };
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** What a code stands for; undefined once it was used. */
function grantOf(facts: readonly Fact[], code: string): Code | undefined {
  if (facts.some((fact) => fact.code === code && "used" in fact)) return undefined;
  const fact = facts.find((one) => one.code === code);
  return fact && "grant" in fact ? fact.grant : undefined;
}

function faultOf(
  grant: Code | undefined,
  form: Record<string, string>,
  tenant: string,
): { code: number; text: string } | null {
  if (!grant)
    return { code: 54005, text: "OAuth2 Authorization code was already redeemed, please retry with a new valid code." };
  if (Date.now() - grant.at > CODE_MS) return { code: 70008, text: "The provided authorization code has expired." };
  if (grant.tenant !== tenant) return { code: 700005, text: "The provided code was issued for another tenant." };
  if (grant.request.redirect_uri !== form.redirect_uri)
    return { code: 500112, text: "The reply address does not match the one of the authorization request." };
  const { code_challenge: challenge } = grant.request;
  if (challenge === undefined) return null;
  if (!form.code_verifier)
    return {
      code: 501481,
      text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    };
  const hashed = createHash("sha256").update(form.code_verifier).digest("base64url");
  return same(hashed, challenge)
    ? null
    : {
        code: 501481,
        text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
      };
}
