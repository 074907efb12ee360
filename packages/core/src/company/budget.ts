/**
 * Companies House allows 600 calls in five minutes to our key, whichever firm asks. Each call takes a permit first: never more
 * than 600 in any five minutes over all firms and Lambdas, and no firm more than a third, so that one firm's import does not
 * stop the others. When the register still says 429 (somebody else uses our key), nobody calls until its window ends.
 */
import { MINUTE_MS, now } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { withBreaker } from "../lib/provider/breaker.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { hold, take, type Limit } from "../lib/provider/limiter.ts";
import { companiesHouseConfig, PROVIDER, register, type Register } from "../provider/companies-house/index.ts";

export const REGISTER_LIMIT: Limit = { name: PROVIDER, limit: 600, windowMs: 5 * MINUTE_MS, shareLimit: 200 };

/** Our own limit refused, before any call. */
export class NoPermit extends Error {
  override readonly name = "NoPermit";
  readonly retryAtMs: number;
  constructor(retryAtMs: number) {
    super("no permit for a call to the register");
    this.retryAtMs = retryAtMs;
  }
}

/** When the register says 429 without saying until when. */
const HOLD_MS = MINUTE_MS;

/** Does something with the register for a firm, within limit and circuit breaker. Throws `NoPermit`, `ProviderError`, `ConfigError`. */
export async function withRegister<T>(tenantId: string, work: (register: Register) => Promise<T>): Promise<T> {
  const permit = async () => {
    const grant = await take(REGISTER_LIMIT, tenantId);
    if (grant.granted) return;
    log("warn", "no permit for the register", {
      provider: PROVIDER,
      outcome: grant.reason,
      retryAt: new Date(grant.retryAtMs).toISOString(),
    });
    throw new NoPermit(grant.retryAtMs);
  };
  const reading = register({ ...companiesHouseConfig(), permit });
  try {
    return await withBreaker(PROVIDER, () => work(reading));
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "rate-limit")
      await hold(REGISTER_LIMIT, now() + (error.details.retryAfterMs ?? HOLD_MS));
    throw error;
  }
}
