/**
 * The pure half of a sliding log: what is counted, and whether one more call may go out. A call counts from the moment it is
 * let out until a whole window after it came back. It reached the provider some time in between, so the provider can count
 * no more than `limit` in any window, however long a call is under way and whether its window rolls or is fixed.
 */
export interface LogLimit {
  /** Names the item, e.g. `xero#<organisation>`. */
  name: string;
  /** The most calls in any window. */
  limit: number;
  windowMs: number;
  /** The most calls under way at once. */
  concurrent: number;
  /** Longer than any call takes: one that was never reported back is taken for finished then. */
  leaseMs: number;
}

/** `interactive`: a person waits for it. */
export type Priority = "interactive" | "background";

/** What is kept for one limit, as one item. */
export interface LogState {
  version: number;
  /** Until when each call counts, epoch ms, by its number. */
  log: Readonly<Record<string, number>>;
  /** Until when each call under way may take. */
  flights: Readonly<Record<string, number>>;
  /** How many calls were ever let out: the number of the last one. */
  taken: number;
  /** The provider said to wait. */
  heldUntilMs: number;
  /** When a person last asked. */
  interactiveAtMs: number;
  /** What the provider said is left of the day, after how many calls let out, and when. */
  day: { remaining: number; limit: number; taken: number; atMs: number } | null;
}

export const EMPTY: LogState = {
  version: 0,
  log: {},
  flights: {},
  taken: 0,
  heldUntilMs: 0,
  interactiveAtMs: 0,
  day: null,
};

export type Refusal = "held" | "window" | "concurrent" | "day";
export type Decision = { granted: true; used: number } | { granted: false; reason: Refusal; retryAtMs: number };

/** What is kept back from background work, of the window and of the day: a tenth. */
const RESERVE = 0.1;
/** While a person was here this recently; a reserve that nobody could use would only be thrown away. */
const PRESENT_MS = 10 * 60_000;
/** What the provider said about the day is believed this long; then one call finds out anew. */
const DAY_KNOWN_MS = 60 * 60_000;
/** A call under way comes back soon, and nobody knows when. */
const FLIGHT_RETRY_MS = 500;

export const counted = (state: LogState, atMs: number): number[] =>
  Object.values(state.log)
    .filter((until) => until > atMs)
    .toSorted((a, b) => a - b);
export const underWay = (state: LogState, atMs: number): number =>
  Object.values(state.flights).filter((until) => until > atMs).length;

/** Whether a call may go out at `atMs`; otherwise when every reason to refuse has gone, if nobody else takes meanwhile. */
export function decide(limit: LogLimit, state: LogState, priority: Priority, atMs: number): Decision {
  const background = priority === "background";
  const reserved = background && atMs - state.interactiveAtMs < PRESENT_MS;
  const most = limit.limit - (reserved ? Math.ceil(limit.limit * RESERVE) : 0);
  const flying = limit.concurrent - (background && limit.concurrent > 1 ? 1 : 0);
  const untils = counted(state, atMs);
  const waits: [Refusal, number][] = [
    ["held", state.heldUntilMs],
    ["day", background ? dayUntil(state) : 0],
    ["window", untils[untils.length - most] ?? 0],
    ["concurrent", underWay(state, atMs) >= flying ? atMs + FLIGHT_RETRY_MS : 0],
  ];
  const reasons = waits.filter(([, untilMs]) => untilMs > atMs);
  const [first] = reasons;
  if (!first) return { granted: true, used: untils.length + 1 };
  return { granted: false, reason: first[0], retryAtMs: Math.max(...reasons.map(([, untilMs]) => untilMs)) };
}

/** Until when background work leaves the rest of the day to people; 0 when there is enough. */
function dayUntil({ day, taken }: LogState): number {
  if (!day) return 0;
  const left = day.remaining - (taken - day.taken);
  return left <= day.limit * RESERVE ? day.atMs + DAY_KNOWN_MS : 0;
}

/** The state with one more call under way, without what no longer counts. */
export function letOut(limit: LogLimit, state: LogState, atMs: number): { state: LogState; id: string } {
  const id = String(state.taken + 1);
  const leaseUntil = atMs + limit.leaseMs;
  const living = (entries: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(entries).filter(([, until]) => until > atMs));
  return {
    id,
    state: {
      ...state,
      taken: state.taken + 1,
      log: { ...living(state.log), [id]: leaseUntil + limit.windowMs },
      flights: { ...living(state.flights), [id]: leaseUntil },
    },
  };
}

/**
 * How many calls the provider counted that we did not let out: somebody else's with the same key. `used` is what we counted
 * when the call went out; calls let out since may have been counted before it.
 */
export const strangers = (
  limit: LogLimit,
  { remaining, used, id }: { remaining: number; used: number; id: string },
  state: LogState,
): number => Math.max(0, limit.limit - remaining - used - (state.taken - Number(id)));
