/** Which firm an organisation belongs to: one organisation maps to one firm (R8). */
import { type Guard, guardOwner } from "../lib/table/guard.ts";

/** The guard of an organisation belongs to no firm (`g`): its owner is the firm. */
export const organisationGuard = (xeroTenantId: string): Guard => ({
  tenantId: "g",
  kind: "xero-organisation",
  value: xeroTenantId,
});

/** The firm that an organisation is linked with, for routing its webhooks; null when none is. One request. */
export const tenantOfOrganisation = (xeroTenantId: string): Promise<string | null> =>
  guardOwner(organisationGuard(xeroTenantId));
