/**
 * Sign-in with Microsoft, when its three variables are set (F51). It signs in people who have an account here: no account
 * comes into being by it, and it is never a trusted linking provider, because an administrator of any Microsoft tenant can
 * write any address into it. An account is linked by its owner, or when Microsoft says that the address is proven.
 */
import * as z from "zod";
import { baseUrl, readConfig } from "../lib/config.ts";

const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
const ANY = new Set(["common", "organizations", "consumers"]);

export interface MicrosoftConfig {
  clientId: string;
  clientSecret: string;
  tenantId: string;
  authority: string;
}

/** Null when Microsoft sign-in is not configured. `MICROSOFT_TENANT_ID` is a tenant's id, or `common` and the like. */
export function microsoftConfig(): MicrosoftConfig | null {
  const env = readConfig({
    MICROSOFT_CLIENT_ID: z.string().optional(),
    MICROSOFT_CLIENT_SECRET: z.string().optional(),
    MICROSOFT_TENANT_ID: z.string().optional(),
    MICROSOFT_AUTHORITY: baseUrl().default("https://login.microsoftonline.com"),
  });
  const { MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET, MICROSOFT_TENANT_ID, MICROSOFT_AUTHORITY } = env;
  if (!MICROSOFT_CLIENT_ID || !MICROSOFT_CLIENT_SECRET || !MICROSOFT_TENANT_ID) return null;
  return {
    clientId: MICROSOFT_CLIENT_ID,
    clientSecret: MICROSOFT_CLIENT_SECRET,
    tenantId: MICROSOFT_TENANT_ID,
    authority: MICROSOFT_AUTHORITY,
  };
}

/** Claims of Microsoft's id_token that we read. */
const Claims = z.object({
  aud: z.string(),
  iss: z.string(),
  tid: z.string(),
  oid: z.string().min(1),
  exp: z.number(),
  name: z.string().default(""),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional(),
  verified_primary_email: z.array(z.string()).optional(),
});

/**
 * The person of an id_token that came straight from the token endpoint (so TLS vouches for it, OpenID Connect Core
 * §3.1.3.7), or null when it is not meant for us, has ended, or is of a tenant that may not come in.
 */
export function microsoftPerson(config: MicrosoftConfig, idToken: string | undefined, nowMs: number) {
  const claims = readClaims(idToken);
  if (!claims || claims.aud !== config.clientId || claims.exp * 1000 <= nowMs) return null;
  if (claims.iss !== `${config.authority}/${claims.tid}/v2.0` || !tenantAllowed(config.tenantId, claims.tid))
    return null;
  const email = claims.email?.toLowerCase();
  return {
    user: {
      id: claims.oid,
      name: claims.name,
      ...(email === undefined ? {} : { email }),
      emailVerified: isProven(claims, email),
    },
    data: claims,
  };
}

function readClaims(idToken: string | undefined): z.infer<typeof Claims> | null {
  try {
    const payload = Buffer.from(idToken?.split(".")[1] ?? "", "base64url").toString("utf8");
    return Claims.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

function tenantAllowed(wanted: string, tid: string): boolean {
  if (wanted === "organizations") return tid !== CONSUMERS;
  if (wanted === "consumers") return tid === CONSUMERS;
  return ANY.has(wanted) || wanted === tid;
}

const isYes = (claim: unknown): boolean => claim === true || claim === "true" || claim === 1 || claim === "1";

function isProven(claims: z.infer<typeof Claims>, email: string | undefined): boolean {
  if (email === undefined) return false;
  if (claims.email_verified !== undefined) return isYes(claims.email_verified);
  return isYes(claims.xms_edov) || (claims.verified_primary_email ?? []).some((one) => one.toLowerCase() === email);
}
