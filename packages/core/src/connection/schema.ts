/** Links of a firm with other services (F54–F64). Safe for the browser: nothing here holds a token. */
import * as z from "zod";
import { Instant } from "../lib/schema.ts";

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

/** R9: what we ask for, and why; shown on the connection's page, so that a person can judge it. */
export const XERO_SCOPES = [
  { scope: "offline_access", why: "Stay connected without asking you again every half hour" },
  { scope: "openid", why: "Know which Xero user gave consent" },
  { scope: "profile", why: "Know that user's name" },
  { scope: "email", why: "Know that user's address" },
  { scope: "accounting.contacts", why: "Create and update your clients as contacts" },
  { scope: "accounting.invoices", why: "Create, update and void sales invoices, and read what becomes of them" },
  { scope: "accounting.payments", why: "Record payments, and read those recorded in Xero" },
  { scope: "accounting.banktransactions.read", why: "Show bank transactions, without changing them" },
  {
    scope: "accounting.settings.read",
    why: "Read accounts, tax rates, currencies and lock dates, without changing them",
  },
] as const;

/** One organisation of a consent that reached several; `refusal` says why it cannot be this firm's. */
export const OrganisationChoice = z.object({
  connectionId: z.string(),
  name: z.string(),
  refusal: z.enum(["taken", "wrong"]).nullable(),
});
export type OrganisationChoice = z.infer<typeof OrganisationChoice>;

export const OrganisationChosen = z.strictObject({ connectionId: z.string().min(1).max(100) });
export type OrganisationChosen = z.infer<typeof OrganisationChosen>;

/** `test`: a sandbox or a test key. */
export const Mode = z.enum(["test", "live"]);
export type Mode = z.infer<typeof Mode>;

/** GET /api/integrations/xero. Holds no token and no id of Xero's. */
export const XeroConnection = z.object({
  /** Null while the firm never connected. */
  state: ConnectionState.nullable(),
  /** Variables that an administrator must set before anybody can connect. */
  missing: z.array(z.string()),
  mode: Mode.nullable(),
  details: z
    .object({
      organisation: z.string(),
      endedByFirm: z.boolean(),
      reason: z.string().nullable(),
      brokenAt: Instant.nullable(),
      connectedBy: z.string(),
      connectedAt: Instant,
      lastSyncedAt: Instant.nullable(),
      scopes: z.array(z.object({ scope: z.string(), why: z.string(), granted: z.boolean() })),
      tokenRefreshedAt: Instant,
      /** When the refresh token dies if nobody uses it until then. */
      tokenDiesAt: Instant,
      config: z.object({ syncFrequency: z.literal("daily"), autoSync: z.boolean() }),
      configVersion: z.number().int(),
      limits: z.object({
        minute: z.object({ used: z.number().int(), limit: z.number().int() }),
        /** As Xero last said; null before the first call and a day after the last. */
        day: z.object({ remaining: z.number().int(), limit: z.number().int() }).nullable(),
        heldUntil: Instant.nullable(),
      }),
      circuit: z.object({
        state: z.enum(["closed", "open", "half-open"]),
        failures: z.number().int(),
        retryAt: Instant.nullable(),
      }),
    })
    .nullable(),
});
export type XeroConnection = z.infer<typeof XeroConnection>;

/** The eight services, in the order of their cards. */
export const CARD_SERVICES = [
  "xero",
  "companiesHouse",
  "lemverify",
  "gemini",
  "resend",
  "s3",
  "auth",
  "microsoft",
] as const;
export type CardService = (typeof CARD_SERVICES)[number];
/** R20: shown, never connectable. */
export const PLANNED = ["quickbooks", "slack"] as const;

/** GET /api/integrations. */
export const IntegrationCard = z.object({
  service: z.enum([...CARD_SERVICES, ...PLANNED]),
  state: z.enum([
    "ok",
    "degraded",
    "down",
    /** Set up, and nothing tells how it is. */
    "configured",
    "unconfigured",
    "not-connected",
    "reauth_required",
    "disconnected",
    "planned",
  ]),
  detail: z.string().nullable(),
  missing: z.array(z.string()),
  mode: Mode.nullable(),
  organisation: z.string().nullable(),
  lastSuccessAt: Instant.nullable(),
  lastFailureAt: Instant.nullable(),
  retryAt: Instant.nullable(),
  quota: z.object({ used: z.number().int(), limit: z.number().int(), window: z.string() }).nullable(),
});
export type IntegrationCard = z.infer<typeof IntegrationCard>;

/** PATCH /api/integrations/xero: F64's choices; the version is that of the choices. */
export const ConnectionUpdate = z.strictObject({ version: z.number().int().min(1), autoSync: z.boolean() });
export type ConnectionUpdate = z.infer<typeof ConnectionUpdate>;
