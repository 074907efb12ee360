/**
 * What Resend's error names mean to us (names from the SDK's types, statuses from its API reference; checked in
 * docs/provider/resend.md). The name decides, the status only when the name is new; never the message.
 */
import { now } from "../../lib/clock.ts";
import { kindOfStatus, ProviderError, type ProviderErrorKind } from "../../lib/provider/error.ts";

export const PROVIDER = "resend";

/** What the SDK gives back instead of throwing. */
export interface ResendFailure {
  name: string;
  statusCode: number | null;
}

const KINDS: Readonly<Record<string, ProviderErrorKind>> = {
  missing_api_key: "auth",
  invalid_api_key: "auth",
  restricted_api_key: "auth",
  invalid_access: "auth",
  security_error: "auth",
  // Not the mail but our set-up is refused: a person repairs it and the same mail then goes.
  unverified_domain: "auth",
  invalid_from_address: "auth",
  rate_limit_exceeded: "rate-limit",
  daily_quota_exceeded: "rate-limit",
  monthly_quota_exceeded: "rate-limit",
  validation_error: "rejected",
  invalid_attachment: "rejected",
  invalid_idempotency_key: "rejected",
  invalid_parameter: "rejected",
  invalid_region: "rejected",
  missing_required_field: "rejected",
  not_found: "rejected",
  method_not_allowed: "rejected",
  concurrent_idempotent_requests: "unavailable",
  internal_server_error: "unavailable",
};

/** The provider has an earlier, differently rendered body under this key: it took the mail then. */
export const TAKEN_BEFORE = "invalid_idempotent_request";
const QUOTAS = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
export const isQuota = (error: ProviderError): boolean => QUOTAS.has(error.details.providerCode ?? "");

/** Quotas count days in UTC; a few minutes past midnight, so that 100 firms do not arrive on the stroke. */
const QUOTA_HOUR_MS = 5 * 60 * 1000;
const untilTomorrow = (): number => {
  const at = new Date(now());
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1) + QUOTA_HOUR_MS - now();
};

/** The failure of one call as one of the five kinds. */
export function toProviderError(failure: ResendFailure, headers: Record<string, string> | null): ProviderError {
  const status = failure.statusCode ?? undefined;
  // An unverified sender domain is a 403 named validation_error; the reference calls it unverified_domain.
  const known = failure.name === "validation_error" && status === 403 ? "unverified_domain" : failure.name;
  const kind = KINDS[known] ?? (status === undefined ? "unavailable" : kindOfStatus(status));
  const providerCode = known in KINDS ? known : undefined;
  const after = Number(headers?.["retry-after"]);
  return new ProviderError(kind, {
    provider: PROVIDER,
    status,
    providerCode,
    retryAfterMs:
      providerCode !== undefined && QUOTAS.has(providerCode)
        ? untilTomorrow()
        : kind === "rate-limit" && Number.isFinite(after) && after >= 0 && after <= 3600
          ? after * 1000
          : undefined,
  });
}
