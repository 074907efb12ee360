/** F60: what is kept of a consent, sealed for one firm and this purpose: moved to another row it does not open. */
import * as z from "zod";
import { isoIn } from "../lib/clock.ts";
import { decryptObject, encryptObject, SealError } from "../lib/secret/crypto.ts";
import type { TokenPair } from "../provider/xero/identity.ts";

export const XeroCredentials = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.iso.datetime(),
  /** The organisation, by Xero's tenant id. */
  selectedTenantId: z.string(),
  tokenType: z.literal("Bearer"),
  scope: z.string(),
});
export type XeroCredentials = z.infer<typeof XeroCredentials>;

const context = (tenantId: string) => ({ tenantId, purpose: "integration.xero.credentials" });

export const sealCredentials = (tenantId: string, credentials: XeroCredentials): string =>
  encryptObject(credentials, context(tenantId));

/** Throws `SealError` when the text is absent, damaged, or another firm's. */
export function openCredentials(tenantId: string, sealed: string | undefined): XeroCredentials {
  if (sealed === undefined) throw new SealError("no credentials");
  return XeroCredentials.parse(decryptObject(sealed, context(tenantId)));
}

/** A pair as it is kept. */
export const credentialsOf = (pair: TokenPair, xeroTenantId: string): XeroCredentials => ({
  accessToken: pair.accessToken,
  refreshToken: pair.refreshToken,
  expiresAt: isoIn(pair.expiresInS * 1000),
  selectedTenantId: xeroTenantId,
  tokenType: "Bearer",
  scope: pair.scope,
});
