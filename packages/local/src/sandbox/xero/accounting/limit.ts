/**
 * What one organisation may be asked: 5 requests at a time, 60 in any minute, 5,000 in any 24 hours (1,000 for a Starter
 * app), and 10,000 a minute for the app over all organisations. Sliding windows, the strictest reading of the documentation.
 */
import type { Limits } from "../book/type.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const APP_MINUTE = 10_000;

export interface Verdict {
  headers: Record<string, string>;
  /** Over a limit: which one, in the words of `X-Rate-Limit-Problem`. */
  problem?: "concurrent" | "minute" | "day" | "appminute";
}

/** Times of the calls that count, oldest first. */
class Log {
  readonly #atMs: number[] = [];
  readonly #spanMs: number;
  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }
  used(now: number): number {
    while (this.#atMs[0] !== undefined && this.#atMs[0] <= now - this.#spanMs) this.#atMs.shift();
    return this.#atMs.length;
  }
  add(now: number): void {
    this.#atMs.push(now);
  }
  /** As if so many calls had just been made. */
  fill(count: number, now: number): void {
    this.#atMs.splice(0, this.#atMs.length, ...Array.from({ length: count }, () => now));
  }
  /** Whole seconds until the oldest leaves, at least one. */
  waitS(now: number): number {
    return Math.max(1, Math.ceil(((this.#atMs[0] ?? now) + this.#spanMs - now) / 1000));
  }
}

export class Limiter {
  readonly #app = new Log(MINUTE_MS);
  readonly #ofOrganisation = new Map<string, { minute: Log; day: Log; running: number }>();

  #of(organisationId: string) {
    const known = this.#ofOrganisation.get(organisationId);
    if (known) return known;
    const fresh = { minute: new Log(MINUTE_MS), day: new Log(DAY_MS), running: 0 };
    this.#ofOrganisation.set(organisationId, fresh);
    return fresh;
  }

  /** Counts a call unless it is over a limit. `leave` must follow an entry without a problem. */
  enter(organisationId: string, limits: Limits, now: number): Verdict {
    const own = this.#of(organisationId);
    const [minute, day, app] = [own.minute.used(now), own.day.used(now), this.#app.used(Date.now())];
    const problem =
      own.running >= limits.concurrent
        ? "concurrent"
        : day >= limits.day
          ? "day"
          : minute >= limits.minute
            ? "minute"
            : app >= APP_MINUTE
              ? "appminute"
              : undefined;
    const counted = problem ? 0 : 1;
    if (!problem) {
      own.minute.add(now);
      own.day.add(now);
      own.running += 1;
      // An organisation with limits or a clock of a test's making does not use up what all share.
      if (limits.minute <= 60) this.#app.add(Date.now());
    }
    return {
      ...(problem ? { problem } : {}),
      headers: {
        "X-DayLimit-Remaining": String(Math.max(0, limits.day - day - counted)),
        "X-MinLimit-Remaining": String(Math.max(0, limits.minute - minute - counted)),
        "X-AppMinLimit-Remaining": String(Math.max(0, APP_MINUTE - app - counted)),
        ...(problem ? { "X-Rate-Limit-Problem": problem } : {}),
        ...(problem === "minute" ? { "Retry-After": String(own.minute.waitS(now)) } : {}),
        ...(problem === "day" ? { "Retry-After": String(own.day.waitS(now)) } : {}),
      },
    };
  }

  /** Leaves an organisation so many calls today. */
  leaveToday(organisationId: string, limits: Limits, left: number, now: number): void {
    this.#of(organisationId).day.fill(Math.max(0, limits.day - left), now);
  }

  leave(organisationId: string): void {
    this.#of(organisationId).running -= 1;
  }
}
