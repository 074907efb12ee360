/** Every service the product works with, as one card each, and those that are planned. */
import { requireStaff } from "../../lib/actor.ts";
import { REGISTER_LIMIT } from "../../company/budget.ts";
import { Health } from "../../health/index.ts";
import type { ServiceStatus } from "../../health/schema.ts";
import { usage } from "../../lib/provider/limiter.ts";
import { DAY as GEMINI_LIMIT } from "../../provider/gemini/limit.ts";
import { LEM_LIMIT } from "../../provider/lem-verify/client.ts";
import { CARD_SERVICES, type CardService, type IntegrationCard, PLANNED, type XeroConnection } from "../schema.ts";
import { missingVariables, modeOf } from "./variable.ts";
import { connection } from "./view.ts";

/** Eight services and what is planned. Six requests and the storage's own answer, whatever the firm holds. */
export async function cards(): Promise<IntegrationCard[]> {
  const { tenantId } = requireStaff("activity:read");
  const [status, xero, register, lem, gemini] = await Promise.all([
    Health.status(),
    connection(),
    usage(REGISTER_LIMIT, tenantId),
    usage(LEM_LIMIT, tenantId),
    usage(GEMINI_LIMIT, tenantId),
  ]);
  const known = new Map<string, ServiceStatus>(status.services.map((one) => [one.service, one]));
  const quotas: Partial<Record<CardService, IntegrationCard["quota"]>> = {
    companiesHouse: { used: register.used, limit: REGISTER_LIMIT.limit, window: "5 minutes" },
    lemverify: { used: lem.used, limit: LEM_LIMIT.limit, window: "minute" },
    gemini: { used: gemini.used, limit: GEMINI_LIMIT.limit, window: "day" },
    xero: quotaOf(xero),
  };
  const services = CARD_SERVICES.map((service): IntegrationCard => {
    const missing = missingVariables(service, process.env);
    const seen = known.get(service);
    return {
      service,
      state:
        missing.length > 0
          ? "unconfigured"
          : service === "xero"
            ? xeroState(xero, seen)
            : (seen?.state ?? "configured"),
      detail: seen?.detail ?? null,
      missing,
      mode: missing.length > 0 ? null : modeOf(service, process.env),
      organisation: service === "xero" ? (xero.details?.organisation ?? null) : null,
      lastSuccessAt: seen?.lastSuccessAt ?? null,
      lastFailureAt: seen?.lastFailureAt ?? null,
      retryAt: seen?.retryAt ?? null,
      quota: quotas[service] ?? null,
    };
  });
  return [...services, ...PLANNED.map(planned)];
}

function xeroState(xero: XeroConnection, seen: ServiceStatus | undefined): IntegrationCard["state"] {
  if (xero.state === null || xero.details?.endedByFirm) return "not-connected";
  return xero.state === "connected" ? (seen?.state ?? "ok") : xero.state;
}

const quotaOf = ({ details }: XeroConnection): IntegrationCard["quota"] =>
  details?.limits.day
    ? {
        used: details.limits.day.limit - details.limits.day.remaining,
        limit: details.limits.day.limit,
        window: "day",
      }
    : null;

const planned = (service: (typeof PLANNED)[number]): IntegrationCard => ({
  service,
  state: "planned",
  detail: null,
  missing: [],
  mode: null,
  organisation: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  retryAt: null,
  quota: null,
});
