/**
 * Companies House allows 600 calls in five minutes to our key, whichever firm asks. Each call takes a permit first: never more
 * than 600 in any five minutes over all firms and Lambdas, and no firm more than a third, so that one firm's import does not
 * stop the others. When the register still says 429 (somebody else uses our key), nobody calls until its window ends.
 */
import { MINUTE_MS, now, SECOND_MS } from "../lib/clock.ts";
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

/** A permit taken ahead is used within this time, or not at all: the limiter allows for no more (see its `LATENESS_MS`). */
const RESERVED_MS = 8 * SECOND_MS;

/**
 * Does something with the register for a firm, within limit and circuit breaker. `calls` are what it will likely take: they are
 * reserved together, so that a firm that may begin may also finish; more are taken one by one. Throws `NoPermit`,
 * `ProviderError`, `OutOfTime`, `ConfigError`.
 */
export async function withRegister<T>(
  tenantId: string,
  calls: number,
  work: (register: Register) => Promise<T>,
): Promise<T> {
  const permit = permits(tenantId, calls);
  const reading = register({ ...companiesHouseConfig(), permit });
  try {
    return await withBreaker(PROVIDER, () => work(reading));
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "rate-limit")
      await hold(REGISTER_LIMIT, now() + (error.details.retryAfterMs ?? HOLD_MS));
    throw error;
  }
}

/** One permit a call, reserved ones first. */
function permits(tenantId: string, calls: number): () => Promise<void> {
  let reserved = 0;
  let until = 0;
  // Calls beside each other wait for the same reservation.
  let taking: Promise<void> = Promise.resolve();
  let first = true;

  async function one(): Promise<void> {
    if (reserved > 0 && performance.now() < until) {
      reserved -= 1;
      return;
    }
    const wanted = first ? calls : 1;
    const grant = await take(REGISTER_LIMIT, tenantId, wanted);
    if (grant.granted) {
      first = false;
      reserved = wanted - 1;
      until = performance.now() + RESERVED_MS;
      return;
    }
    const retryAt = new Date(grant.retryAtMs).toISOString();
    log("warn", "no permit for the register", { provider: PROVIDER, outcome: grant.reason, retryAt });
    throw new NoPermit(grant.retryAtMs);
  }

  return () => {
    const mine = taking.then(one);
    taking = mine.catch(() => undefined);
    return mine;
  };
}
