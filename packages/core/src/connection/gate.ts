/** One request to the accounting API within the organisation's limits and circuit. */
import { now } from "../lib/clock.ts";
import { logError } from "../lib/log.ts";
import { noteOutcome, withBreaker } from "../lib/provider/breaker.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { givePermit, type LogLimit, type Permit, type Priority, takePermit } from "../lib/provider/permit/index.ts";
import type { XeroAccess } from "../provider/xero/accounting/client.ts";
import { PROVIDER, xeroConfig } from "../provider/xero/config.ts";
import { type Answered, appPause, heedApp, noPermit, organisationLimit, toldBy } from "./limit.ts";
import type { LiveCredentials } from "./live.ts";

/** Our own limits refused; not the provider's fault, so the circuit does not hear of it. */
class Refused extends Error {
  override readonly name = "Refused";
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("no permit");
    this.retryAfterMs = retryAfterMs;
  }
}

/** Makes the request, or throws `rate-limit` or `unavailable` (circuit open) with `untried`. */
export async function once<T>(
  live: LiveCredentials,
  priority: Priority,
  call: (access: XeroAccess) => Promise<T>,
): Promise<T> {
  const xeroTenantId = live.selectedTenantId;
  try {
    const answer = await withBreaker(PROVIDER, () => permitted(live, priority, call), xeroTenantId);
    await kept(noteOutcome(PROVIDER, true));
    return answer;
  } catch (error) {
    if (error instanceof Refused) throw noPermit(error.retryAfterMs);
    if (error instanceof ProviderError && !error.details.untried && FAILURES.has(error.kind))
      await kept(noteOutcome(PROVIDER, false));
    throw error;
  }
}

const FAILURES: ReadonlySet<string> = new Set(["unavailable", "contract"]);

async function permitted<T>(
  live: LiveCredentials,
  priority: Priority,
  call: (access: XeroAccess) => Promise<T>,
): Promise<T> {
  const limit = organisationLimit(live.selectedTenantId);
  const permit = await permitFor(limit, priority);
  let answered: Answered | undefined;
  try {
    return await call({
      accessToken: live.accessToken,
      xeroTenantId: live.selectedTenantId,
      baseUrl: `${xeroConfig().apiUrl}/api.xro/2.0`,
      observe: (status, headers) => {
        answered = { status, headers: new Headers(headers) };
      },
    });
  } catch (error) {
    throw timed(error, answered);
  } finally {
    await giveBack(limit, permit, answered);
  }
}

async function permitFor(limit: LogLimit, priority: Priority): Promise<Permit> {
  const pausedUntilMs = await appPause(priority);
  if (pausedUntilMs > now()) throw new Refused(pausedUntilMs - now());
  const permit = await takePermit(limit, priority);
  if ("granted" in permit) throw new Refused(permit.retryAtMs - now());
  return permit;
}

/** Whoever is refused by Xero itself hears how long, too. */
function timed(error: unknown, answered: Answered | undefined): unknown {
  if (!(error instanceof ProviderError) || error.kind !== "rate-limit" || answered?.status !== 429) return error;
  const { holdMs } = toldBy(answered);
  return new ProviderError("rate-limit", { ...error.details, retryAfterMs: holdMs });
}

async function giveBack(limit: LogLimit, permit: Permit, answered: Answered | undefined): Promise<void> {
  await kept(givePermit(limit, permit, answered && toldBy(answered)));
  if (answered) await kept(heedApp(answered));
}

/** What a call brought is worth more than bookkeeping about it: a permit that is not given back runs out by itself. */
const kept = (work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => logError("call not accounted for", error, { provider: PROVIDER }));
