/**
 * Permits for calls to a provider with a limit per key of ours: so many in any window, so many at once, what is left of the
 * day, and what the provider itself says. Shared by every Lambda. A refusal says when to come back; nobody waits here.
 */
import { setTimeout as wait } from "node:timers/promises";
import { DAY_MS, now } from "../../clock.ts";
import {
  counted,
  decide,
  type Decision,
  letOut,
  type LogLimit,
  type LogState,
  type Priority,
  strangers,
} from "./log.ts";
import { landCall, readState, writeState } from "./store.ts";

export type { LogLimit, Priority } from "./log.ts";

/** One call that may go out; to be given back when it has come back, whatever came of it. */
export interface Permit {
  id: string;
  /** How many calls were counted with it. */
  used: number;
}

/** What the answer said of the limits, as far as it did. */
export interface Told {
  /** Calls left in the window, after this one. */
  remaining?: number | undefined;
  dayRemaining?: number | undefined;
  /** No further call for this long. */
  holdMs?: number | undefined;
}

/** Losers of a race try again; this many times is far more than calls can be under way at once. */
const MAX_TRIES = 40;
/** When every try lost: not a matter of the limit, but still no permit. */
const CONTENDED_MS = 1000;
/** A person's presence need not be written with each click. */
const PRESENCE_MS = 60_000;

/** A permit, or when to come back. Two requests; more when others take at the same moment. */
export async function takePermit(
  limit: LogLimit,
  priority: Priority,
): Promise<Permit | Extract<Decision, { granted: false }>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const state = await readState(limit.name);
    const atMs = now();
    const decision = decide(limit, state, priority, atMs);
    const seen = withPresence(state, priority, atMs);
    if (!decision.granted) {
      if (seen === state || (await writeState(limit.name, seen))) return decision;
    } else {
      const next = letOut(limit, seen, atMs);
      if (await writeState(limit.name, next.state)) return { id: next.id, used: decision.used };
    }
    if (attempt > 1) await wait(Math.random() * Math.min(4 * attempt, 60));
  }
  return { granted: false, reason: "concurrent", retryAtMs: now() + CONTENDED_MS };
}

const withPresence = (state: LogState, priority: Priority, atMs: number): LogState =>
  priority === "interactive" && atMs - state.interactiveAtMs > PRESENCE_MS
    ? { ...state, interactiveAtMs: atMs }
    : state;

/** The call came back. One request; more when the provider told us something new. */
export async function givePermit(limit: LogLimit, permit: Permit, told: Told = {}): Promise<void> {
  const atMs = now();
  let state = await landCall(limit.name, permit.id, atMs + limit.windowMs);
  for (let attempt = 0; state && attempt < MAX_TRIES; attempt += 1) {
    const corrected = correct(limit, state, permit, told, atMs);
    if (corrected === state || (await writeState(limit.name, corrected))) return;
    state = await readState(limit.name);
  }
}

/** The state with what the provider said; the same object when that is nothing new. */
function correct(limit: LogLimit, state: LogState, { id, used }: Permit, told: Told, atMs: number): LogState {
  let corrected = state;
  const unknown = told.remaining === undefined ? 0 : strangers(limit, { remaining: told.remaining, used, id }, state);
  const room = limit.limit - counted(state, atMs).length;
  if (unknown > 0 && room > 0) {
    const ghosts = Array.from({ length: Math.min(unknown, room) }, (_, n) => [`${id}+${n}`, atMs + limit.windowMs]);
    corrected = { ...corrected, log: { ...state.log, ...Object.fromEntries(ghosts) } };
  }
  if (told.holdMs !== undefined) {
    const heldUntilMs = atMs + Math.min(told.holdMs, DAY_MS);
    if (heldUntilMs > state.heldUntilMs) corrected = { ...corrected, heldUntilMs };
  }
  if (told.dayRemaining !== undefined && isNews(state, told.dayRemaining, id, atMs))
    corrected = {
      ...corrected,
      day: {
        remaining: told.dayRemaining,
        limit: Math.max(told.dayRemaining > 1000 ? 5000 : 1000, state.day?.limit ?? 0),
        taken: Number(id),
        atMs,
      },
    };
  return corrected;
}

/** The day's rest is written down now and then, and whenever it is not what we reckoned. */
function isNews({ day }: LogState, remaining: number, id: string, atMs: number): boolean {
  if (!day) return true;
  if (Number(id) < day.taken) return false;
  const reckoned = day.remaining - (Number(id) - day.taken);
  return Math.abs(reckoned - remaining) > 10 || atMs - day.atMs > 10 * 60_000;
}

/** Until when a name is held that only holds, and lets nothing out; 0 when it is not. One request. */
export const heldUntil = async (name: string): Promise<number> => (await readState(name)).heldUntilMs;

/** Holds a name for `ms`, unless it is held longer. Two requests. */
export async function hold(name: string, ms: number): Promise<void> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const state = await readState(name);
    const heldUntilMs = now() + Math.min(ms, DAY_MS);
    if (state.heldUntilMs >= heldUntilMs || (await writeState(name, { ...state, heldUntilMs }))) return;
  }
}

export interface LimitState {
  used: number;
  heldUntilMs: number | null;
  /** Of the day, as last heard; null when never. */
  day: { remaining: number; limit: number } | null;
}

/** How it stands, for a page. One request. */
export async function limitState(limit: LogLimit): Promise<LimitState> {
  const state = await readState(limit.name);
  const { day, taken } = state;
  const known = day !== null && now() - day.atMs < DAY_MS;
  return {
    used: counted(state, now()).length,
    heldUntilMs: state.heldUntilMs > now() ? state.heldUntilMs : null,
    day: known ? { remaining: Math.max(0, day.remaining - (taken - day.taken)), limit: day.limit } : null,
  };
}
