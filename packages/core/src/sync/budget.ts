/** What a stage of the lane may use, and what it says when it is done. */
import { now } from "../lib/clock.ts";
import type { RunCounts } from "./schema.ts";

export interface Budget {
  /** Epoch ms at which the worker must be done. */
  deadlineAt: number;
}

/** Whether there is time for one more call to Xero and the writes after it. */
export const hasTime = ({ deadlineAt }: Budget): boolean => now() < deadlineAt;

/**
 * - `idle`: nothing is left that could be done now.
 * - `more`: the time is over, the rest goes on in the next run.
 * - `wait`: Xero's limit, the breaker or another run; nothing can be done for `waitMs`.
 */
export type LaneOutcome = { kind: "idle" } | { kind: "more" } | { kind: "wait"; waitMs: number };

/** An outcome, and what was done on the way to it. */
export type LaneResult = LaneOutcome & {
  counts: RunCounts;
  /** Another run had the lane: nothing was done. */
  busy: boolean;
};
