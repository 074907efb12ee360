/**
 * Gemini allows 60 requests a minute and 1,500 a day to our key, whichever firm asks (F32). Each request takes a permit first,
 * and no firm more than a half of the minute and a third of the day. What Gemini itself says to wait holds for everybody.
 */
import { DAY_MS, MINUTE_MS, now } from "../../lib/clock.ts";
import { hold, type Limit, take } from "../../lib/provider/limiter.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { PROVIDER } from "./config.ts";

const MINUTE: Limit = { name: "gemini-minute", limit: 60, windowMs: MINUTE_MS, shareLimit: 30 };
export const DAY: Limit = { name: "gemini-day", limit: 1500, windowMs: DAY_MS, shareLimit: 500 };

/** A permit for one request. Throws `rate-limit` with when to come back; that request was never sent. */
export async function takePermit(tenantId: string): Promise<void> {
  for (const limit of [MINUTE, DAY]) {
    const grant = await take(limit, tenantId);
    if (grant.granted) continue;
    throw new ProviderError("rate-limit", {
      provider: PROVIDER,
      providerCode: "QUOTA_EXCEEDED",
      untried: true,
      retryAfterMs: Math.max(0, grant.retryAtMs - now()),
    });
  }
}

/** Longer than a minute is the day's quota. */
export async function obey({ details: { retryAfterMs = MINUTE_MS } }: ProviderError): Promise<void> {
  await hold(retryAfterMs > MINUTE_MS ? DAY : MINUTE, now() + retryAfterMs);
}
