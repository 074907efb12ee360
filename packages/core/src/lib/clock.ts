/**
 * The one source of time. Business code never calls `Date.now()` or `new Date()` itself, so that a test
 * can run a five-year retention rule in a millisecond.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { dayOf } from "./text/day.ts";

const scope = new AsyncLocalStorage<() => number>();

/** Milliseconds since the epoch, by the clock in force. */
export const now = (): number => (scope.getStore() ?? Date.now)();

/** The instant as ISO 8601 in UTC with milliseconds: the form of every `…At` field. */
export const nowIso = (): string => new Date(now()).toISOString();

/** An instant `ms` from now, as ISO 8601. */
export const isoIn = (ms: number): string => new Date(now() + ms).toISOString();

/** Epoch seconds `ms` from now: the form of the table's TTL attribute. */
export const ttlIn = (ms: number): number => Math.floor((now() + ms) / 1000);

/** Today's date in London, `YYYY-MM-DD`: the form of every `…On` field. */
export const today = (): string => dayOf(now());

/** The day `days` after another, both `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Runs `fn`, and everything it awaits, on another clock. */
export const withClock = <T>(clock: () => number, fn: () => T): T => scope.run(clock, fn);

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
