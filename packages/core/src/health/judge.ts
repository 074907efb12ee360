/** From what is known to a state. Pure but for the time. */
import { MINUTE_MS, now } from "../lib/clock.ts";
import type { BreakerState } from "../lib/provider/breaker.ts";
import { type HealthState, type Service, SERVICES, type ServiceStatus } from "./schema.ts";
import { SERVICE_ROWS } from "./service.ts";

export interface Known {
  /** Null when the database did not answer: then nothing is known of anything. */
  breakers: ReadonlyMap<string, BreakerState> | null;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the bucket answered just now. */
  storage: boolean;
}

const iso = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : new Date(ms).toISOString();

/** One service with its reason. */
export function judge(service: Service, { breakers, env, storage }: Known): ServiceStatus {
  const { breaker, variables, name, refusal } = SERVICE_ROWS[service];
  const none = { lastSuccessAt: null, lastFailureAt: null, retryAt: null };
  if (!variables.some((variable) => env[variable]))
    return { service, state: "unconfigured", detail: `${name} is not set up here (${variables[0]}).`, ...none };
  const refused = refusal?.(env);
  if (refused) return { service, state: "down", detail: `${name} is not used: ${refused}.`, ...none };
  if (service === "s3")
    return storage
      ? { service, state: "ok", detail: `${name} works.`, ...none }
      : { service, state: "down", detail: `${name} does not answer.`, ...none };
  if (breakers === null)
    return service === "database" || service === "auth"
      ? {
          service,
          state: "down",
          detail:
            service === "auth"
              ? "Nobody can sign in while the database does not answer."
              : "The database does not answer.",
          ...none,
        }
      : {
          service,
          state: "degraded",
          detail: `Not known: ${name} keeps its state in the database, which does not answer.`,
          ...none,
        };
  const known = breaker === null ? undefined : breakers.get(breaker);
  const seen = {
    lastSuccessAt: iso(known?.lastSuccessAt),
    lastFailureAt: iso(known?.lastFailureAt),
    retryAt: known?.state === "open" ? iso(known.probeAt) : null,
  };
  return { service, ...stateOf(known, name), ...seen };
}

function stateOf(known: BreakerState | undefined, name: string): { state: HealthState; detail: string } {
  if (known?.state === "open")
    return { state: "down", detail: `${name} kept failing and is left alone for a few minutes.` };
  if (known?.state === "half-open")
    return { state: "degraded", detail: `${name} kept failing; the next call tries it again.` };
  if (known && known.failures > 0)
    return { state: "degraded", detail: `${name} failed ${known.failures} times in a row.` };
  if (lastCallFailed(known)) return { state: "degraded", detail: `The last call to ${name} failed.` };
  return { state: "ok", detail: `${name} works.` };
}

/** A failure this long ago, without a call since, says nothing about now. */
const RECENT_MS = 15 * MINUTE_MS;

const lastCallFailed = (known: BreakerState | undefined): boolean =>
  known !== undefined &&
  known.lastFailureAt !== null &&
  known.lastFailureAt > Math.max(known.lastSuccessAt ?? 0, now() - RECENT_MS);

/** Down only with what nothing works without; degraded with any other trouble. */
export function overall(services: readonly ServiceStatus[]): "ok" | "degraded" | "down" {
  const stateOfService = (wanted: Service) => services.find(({ service }) => service === wanted)?.state;
  if (stateOfService("database") === "down" || stateOfService("s3") === "down") return "down";
  return services.some(({ state }) => state === "down" || state === "degraded") ? "degraded" : "ok";
}

export const judgeAll = (known: Known): ServiceStatus[] => SERVICES.map((service) => judge(service, known));
