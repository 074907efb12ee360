/** What a person is told when the register cannot be read (F96, F98). */
import { MINUTE_MS, now } from "../lib/clock.ts";
import { ConfigError } from "../lib/config.ts";
import { VisibleError } from "../lib/error.ts";
import { log, logError } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { OutOfTime, PROVIDER } from "../provider/companies-house/index.ts";
import { NoPermit } from "./budget.ts";

export const numberInvalid = (): VisibleError =>
  new VisibleError(
    "invalid",
    "company.number-invalid",
    "This is not a company number. It has eight characters, e.g. 00445790, SC123456 or OC301234.",
    { fields: [{ path: "number", message: "must be a company number, e.g. 00445790 or SC123456" }] },
  );

export const companyNotFound = (): VisibleError =>
  new VisibleError(
    "not-found",
    "company.not-found",
    "Companies House has no company with this number. Check the number, or enter the details by hand.",
  );

/** The limit renews continuously; without a time, five minutes is the whole window. */
function rateLimited(retryAtMs: number = now() + 5 * MINUTE_MS, cause?: unknown): VisibleError {
  const retryAfterS = Math.max(1, Math.ceil((retryAtMs - now()) / 1000));
  return new VisibleError(
    "rate-limited",
    "company.rate-limited",
    "Rate limit exceeded. Please try again in a few minutes.",
    { retryAfterS, extra: { retryAt: new Date(retryAtMs).toISOString() }, cause },
  );
}

const misconfigured = (cause: unknown): VisibleError =>
  new VisibleError(
    "unavailable",
    "company.misconfigured",
    "Company lookup is not set up: Companies House does not accept our key. Ask your administrator to check it; until then, enter the details by hand.",
    { cause },
  );

const unavailable = (error: ProviderError | OutOfTime): VisibleError =>
  new VisibleError(
    "unavailable",
    "company.unavailable",
    "Companies House does not answer right now. Try again in a few minutes, or enter the details by hand.",
    {
      cause: error,
      ...(error instanceof ProviderError && error.details.retryAfterMs
        ? { retryAfterS: Math.ceil(error.details.retryAfterMs / 1000) }
        : {}),
    },
  );

/** The visible form of a failed reading; null for a failure that is not the register's. */
export function toVisible(error: unknown): VisibleError | null {
  if (error instanceof OutOfTime) return unavailable(error);
  if (error instanceof NoPermit) return rateLimited(error.retryAtMs, error);
  if (error instanceof ConfigError) {
    logError("companies-house is not configured", error, { provider: PROVIDER });
    return misconfigured(error);
  }
  if (!(error instanceof ProviderError)) return null;
  switch (error.kind) {
    case "rate-limit": {
      const { retryAfterMs } = error.details;
      return rateLimited(retryAfterMs === undefined ? undefined : now() + retryAfterMs, error);
    }
    case "auth":
      log("error", "companies-house refused our key", { provider: PROVIDER, status: error.details.status ?? 0 });
      return misconfigured(error);
    case "unavailable":
    case "contract":
    case "rejected":
      return unavailable(error);
  }
}
