/** One call to LEM Verify: limit, circuit, time, size, kind of failure and log line, for both wires alike. */
import type * as z from "zod";
import { MINUTE_MS, now } from "../../lib/clock.ts";
import { logIntegration } from "../../lib/log.ts";
import { withBreaker } from "../../lib/provider/breaker.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { httpClient, type HttpRequest } from "../../lib/provider/http.ts";
import { hold, type Limit, take } from "../../lib/provider/limiter.ts";
import { retryTransient } from "../../lib/provider/retry.ts";
import { type LemVerifyConfig, PROVIDER } from "./config.ts";
import { knownCode } from "./remedy.ts";

/** F26: 100 requests a minute to our key, whichever firm asks; no firm takes more than half. */
export const LEM_LIMIT: Limit = { name: PROVIDER, limit: 100, windowMs: MINUTE_MS, shareLimit: 50 };

const TIMEOUT_MS = 6000;
const MAX_BYTES = 256 * 1024;

export type Call = <S extends z.ZodType>(
  operation: string,
  request: HttpRequest<S> & { once?: boolean },
) => Promise<z.infer<S>>;

/** `sharer`: on whose account calls are counted. Throws `ProviderError`. `once`: not tried again, because it may cost. */
export function client({ apiKey, baseUrl, wire }: LemVerifyConfig, sharer: string): Call {
  const request = httpClient({
    provider: PROVIDER,
    baseUrl,
    headers: wire === "published" ? { "x-lem-key": apiKey } : { authorization: `Bearer ${apiKey}` },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    codeOf,
  });

  async function permit(): Promise<void> {
    const grant = await take(LEM_LIMIT, sharer);
    if (!grant.granted)
      throw new ProviderError("rate-limit", {
        provider: PROVIDER,
        providerCode: "rate_limit_exceeded",
        untried: true,
        retryAfterMs: Math.max(0, grant.retryAtMs - now()),
      });
  }

  return async (operation, { once = false, ...wanted }) => {
    const started = performance.now();
    const done = (outcome: string, more: Record<string, unknown> = {}) =>
      logIntegration(PROVIDER, operation, { outcome, ms: Math.round(performance.now() - started), ...more });
    try {
      // A permit we refuse ourselves says nothing about the provider: the circuit does not see it.
      await permit();
      const { data, status } = await withBreaker(PROVIDER, () =>
        retryTransient(() => request(wanted), { attempts: once ? 1 : 2 }),
      );
      if (data === null) throw new ProviderError("contract", { provider: PROVIDER, status });
      done("ok", { status });
      return data;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { status, providerCode, untried, retryAfterMs } = error.details;
      done("failed", { kind: error.kind, status, code: providerCode });
      if (error.kind === "rate-limit" && !untried) await hold(LEM_LIMIT, now() + (retryAfterMs ?? MINUTE_MS));
      throw error;
    }
  };
}

/** `{error: {code}}` on the reference's wire, `{type}` on the published one. */
function codeOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { error, type } = body as { error?: { code?: unknown }; type?: unknown };
  return knownCode(error?.code) ?? knownCode(type);
}
