/** Health (R16): public words only; the detail is for staff. Safe for the browser. */
import * as z from "zod";
import { Instant } from "../lib/schema.ts";

export const SERVICES = ["lemverify", "resend", "s3", "database", "xero", "gemini", "companiesHouse", "auth"] as const;
export type Service = (typeof SERVICES)[number];

/** `unconfigured`: the variables of this service are not set; it is not an error. */
export const HealthState = z.enum(["ok", "degraded", "down", "unconfigured"]);
export type HealthState = z.infer<typeof HealthState>;

/** GET /api/health: no detail, for anyone. */
export const Health = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  checks: z.record(z.enum(SERVICES), HealthState),
});
export type Health = z.infer<typeof Health>;

/** GET /api/status: for staff. */
export const ServiceStatus = z.object({
  service: z.enum(SERVICES),
  state: HealthState,
  /** One sentence: what it means, and what to do. */
  detail: z.string(),
  lastSuccessAt: Instant.nullable(),
  lastFailureAt: Instant.nullable(),
  /** When a provider that is switched off will be tried again; null when it is on. */
  retryAt: Instant.nullable(),
});
export type ServiceStatus = z.infer<typeof ServiceStatus>;
export const Status = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  checkedAt: Instant,
  services: z.array(ServiceStatus),
});
export type Status = z.infer<typeof Status>;
