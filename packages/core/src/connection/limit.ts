/**
 * Xero's limits (R11). Per organisation 60 calls a minute, 5 at once, 5,000 a day (1,000 on Starter; its own headers say what is
 * left). Over all organisations 10,000 a minute for our app: each answer says how many are left, and background work of every
 * firm pauses before people would feel it. With fewer than 200 organisations at work, five calls each, that is never too late.
 */
import { MINUTE_MS, SECOND_MS } from "../lib/clock.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { heldUntil, hold, type LogLimit, type Priority, type Told } from "../lib/provider/permit/index.ts";
import { PROVIDER } from "../provider/xero/config.ts";

export const organisationLimit = (xeroTenantId: string): LogLimit => ({
  name: `${PROVIDER}#${xeroTenantId}`,
  limit: 60,
  windowMs: MINUTE_MS,
  concurrent: 5,
  // Twice what the adapter gives one request.
  leaseMs: 60 * SECOND_MS,
});

const APP = `${PROVIDER}-app`;
const APP_RESERVE = 1000;
const APP_PAUSE_MS = 5 * SECOND_MS;

/** Epoch ms until which background work of all firms pauses; 0 when it does not. */
export const appPause = (priority: Priority): Promise<number> =>
  priority === "background" ? heldUntil(APP) : Promise.resolve(0);

/** A refusal of ours, before anything was sent. */
export const noPermit = (retryAfterMs: number): ProviderError =>
  new ProviderError("rate-limit", { provider: PROVIDER, retryAfterMs: Math.max(1, retryAfterMs), untried: true });

export interface Answered {
  status: number;
  headers: Headers;
}

const NAMES = {
  minute: "x-minlimit-remaining",
  day: "x-daylimit-remaining",
  app: "x-appminlimit-remaining",
  problem: "x-rate-limit-problem",
} as const;

function numberOf(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.trim() ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** What an answer says about the limits. */
export function toldBy({ status, headers }: Answered): Told {
  return {
    remaining: numberOf(headers, NAMES.minute),
    dayRemaining: numberOf(headers, NAMES.day),
    holdMs: status === 429 ? holdMs(headers) : undefined,
  };
}

/** Xero sends `Retry-After` (seconds) for the minute and the day only. Words of the problem differ in case and ending. */
function holdMs(headers: Headers): number {
  const seconds = numberOf(headers, "retry-after");
  if (seconds !== undefined) return Math.max(1, seconds) * SECOND_MS;
  return problemOf(headers).startsWith("concurrent") ? SECOND_MS : MINUTE_MS;
}

const problemOf = (headers: Headers): string => (headers.get(NAMES.problem) ?? "").trim().toLowerCase();

/** Lets background work of every firm pause when the app's own limit is near, or was met. */
export async function heedApp({ status, headers }: Answered): Promise<void> {
  if (status === 429 && problemOf(headers).startsWith("app")) return hold(APP, holdMs(headers));
  const left = numberOf(headers, NAMES.app);
  if (left !== undefined && left < APP_RESERVE) return hold(APP, APP_PAUSE_MS);
}
