/** The organisations a token reaches: `/connections`, the only place that says which they are. */
import * as z from "zod";
import { httpClient } from "../../lib/provider/http.ts";
import { PROVIDER, type XeroConfig } from "./config.ts";
import { xeroFault } from "./accounting/fault.ts";

/** One organisation that a user granted us. */
export interface Organisation {
  connectionId: string;
  xeroTenantId: string;
  name: string;
}

const Connection = z.object({
  id: z.string().min(1).max(100),
  tenantId: z.string().min(1).max(100),
  tenantType: z.string().max(100),
  tenantName: z.string().max(300).nullish(),
});
/** The largest tier has 10,000 connections over all users; nobody picks from more than these. */
const Connections = z.array(Connection).max(1000);

const client = (config: XeroConfig, accessToken: string) =>
  httpClient({
    provider: PROVIDER,
    baseUrl: config.apiUrl,
    headers: { authorization: `Bearer ${accessToken}` },
    classify: (status, body) => xeroFault(status, body).kind,
  });

/** The organisations granted, or with `authEventId` those granted by this one consent. */
export async function organisations(
  config: XeroConfig,
  accessToken: string,
  authEventId?: string,
): Promise<Organisation[]> {
  const { data } = await client(
    config,
    accessToken,
  )({
    path: "/connections",
    query: { authEventId },
    schema: Connections,
  });
  return (data ?? [])
    .filter(({ tenantType }) => tenantType === "ORGANISATION")
    .map(({ id, tenantId, tenantName }) => ({
      connectionId: id,
      xeroTenantId: tenantId,
      name: tenantName?.trim() || "Unnamed organisation",
    }));
}

/** Ends one connection at Xero; one that had ended already is no failure. */
export async function removeConnection(config: XeroConfig, accessToken: string, connectionId: string): Promise<void> {
  await client(
    config,
    accessToken,
  )({
    method: "DELETE",
    path: `/connections/${encodeURIComponent(connectionId)}`,
    schema: z.unknown(),
    absent: [404],
  });
}

/**
 * The consent that an access token came from. Only narrows a list which Xero itself answers, so nothing is trusted; undefined
 * when the token does not say.
 */
export function authEventOf(accessToken: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString("utf8"));
    const id = (claims as Record<string, unknown> | null)?.authentication_event_id;
    return typeof id === "string" && id.length <= 100 ? id : undefined;
  } catch {
    return undefined;
  }
}
