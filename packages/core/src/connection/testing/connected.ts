/** For tests: a firm that is connected, without a browser. */
import { randomUUID } from "node:crypto";
import type { StaffActor } from "../../lib/actor.ts";
import { saveConnection } from "../connect/save.ts";

/** Connects the actor's firm with an organisation, by a pair that lives `expiresInS` seconds. Answers Xero's tenant id. */
export async function connectedWith(
  actor: StaffActor,
  over: {
    xeroTenantId?: string;
    connectionId?: string;
    name?: string;
    accessToken?: string;
    refreshToken?: string;
    expiresInS?: number;
  } = {},
): Promise<string> {
  const xeroTenantId = over.xeroTenantId ?? randomUUID();
  await saveConnection(
    actor,
    { connectionId: over.connectionId ?? randomUUID(), xeroTenantId, name: over.name ?? "Demo Company (UK)" },
    {
      accessToken: over.accessToken ?? `access-${randomUUID()}`,
      refreshToken: over.refreshToken ?? `refresh-${randomUUID()}`,
      expiresInS: over.expiresInS ?? 1800,
      tokenType: "Bearer",
      scope: "offline_access accounting.contacts accounting.invoices",
    },
  );
  return xeroTenantId;
}
