/** Who may ask, how often, and which models there are. */
import type { Context } from "hono";
import { exhausted, type Fault, KEY_INVALID, NO_KEY } from "./fault.ts";

/** Keys of this sandbox; the real ones look different, so that neither is taken for the other. */
export const SANDBOX_KEY = "sandbox-gemini-key";
const KEY = /^sandbox-[\w-]{1,60}$/;

/** Models that answer; those that were switched off, 2.0 Flash among them, are not found. */
export const MODELS: readonly string[] = [
  "gemini-3.8-flash",
  "gemini-3.7-flash",
  "gemini-3.6-flash",
  "gemini-3.5-flash",
  "gemini-3.5-flash-lite",
  "gemini-3.1-flash-lite",
];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Quota {
  perMinute: number;
  perDay: number;
}
export const QUOTA: Quota = { perMinute: 60, perDay: 1500 };

/** Days of requests begin at midnight Pacific time. */
const day = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Los_Angeles" });

export class Gate {
  readonly #calls = new Map<string, number[]>();
  quota: Quota = { ...QUOTA };

  /** Counts the request, or says why not. A refused one is not counted. */
  refusal(c: Context): Fault | null {
    const key = c.req.header("x-goog-api-key") ?? c.req.query("key");
    if (!key) return NO_KEY;
    if (!KEY.test(key)) return KEY_INVALID;
    const at = Date.now();
    const today = day.format(at);
    const calls = (this.#calls.get(key) ?? []).filter((call) => day.format(call) === today || call > at - MINUTE_MS);
    this.#calls.set(key, calls);
    if (calls.filter((call) => day.format(call) === today).length >= this.quota.perDay)
      return exhausted(
        "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
        this.quota.perDay,
        untilTomorrow(at, today),
      );
    const recent = calls.filter((call) => call > at - MINUTE_MS);
    const oldest = recent[recent.length - this.quota.perMinute];
    if (oldest !== undefined)
      return exhausted(
        "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
        this.quota.perMinute,
        oldest + MINUTE_MS - at,
      );
    calls.push(at);
    return null;
  }

  /** Requests that were let in today, whoever's. */
  today(): number {
    const now = day.format(Date.now());
    return [...this.#calls.values()].flat().filter((call) => day.format(call) === now).length;
  }
}

/** To the hour: a day in Los Angeles may have 23 or 25. */
function untilTomorrow(at: number, today: string): number {
  for (let hours = 1; hours <= 25; hours += 1) if (day.format(at + hours * HOUR_MS) !== today) return hours * HOUR_MS;
  return 25 * HOUR_MS;
}
