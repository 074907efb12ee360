/** Links of a firm with other services (F54–F64). Safe for the browser: nothing here holds a token. */
import * as z from "zod";

/** F54; QuickBooks and Slack are planned and never connectable (R20, F105). */
export const INTEGRATION_TYPES = ["xero", "quickbooks", "slack"] as const;
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/**
 * - `connected`: calls go out.
 * - `reauth_required`: Xero refuses our token; somebody of the firm must consent again.
 * - `disconnected`: the link was ended, by the firm here or inside Xero. What was linked stays linked.
 */
export const CONNECTION_STATES = ["connected", "reauth_required", "disconnected"] as const;
export const ConnectionState = z.enum(CONNECTION_STATES);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** F64: what the firm chose. `mapping` belongs to the sync, which has its own schema for it. */
export interface IntegrationConfig {
  syncFrequency: "daily";
  autoSync: boolean;
  [more: string]: unknown;
}
export const DEFAULT_CONFIG: IntegrationConfig = { syncFrequency: "daily", autoSync: false };
