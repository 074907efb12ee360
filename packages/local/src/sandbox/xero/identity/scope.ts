/** Scopes of apps made since March 2026: granular. The broad ones before them are refused. */

const AREAS = ["contacts", "invoices", "payments", "banktransactions", "settings", "attachments"] as const;
export type Area = (typeof AREAS)[number];

const KNOWN = new Set([
  "offline_access",
  "openid",
  "profile",
  "email",
  ...AREAS.flatMap((area) => [`accounting.${area}`, `accounting.${area}.read`]),
]);

export const areKnown = (scopes: readonly string[]): boolean =>
  scopes.length > 0 && scopes.every((scope) => KNOWN.has(scope));

/** Whether the scopes let one read or write there; writing includes reading. */
export const lets = (scopes: readonly string[], area: Area, writes: boolean): boolean =>
  scopes.includes(`accounting.${area}`) || (!writes && scopes.includes(`accounting.${area}.read`));
