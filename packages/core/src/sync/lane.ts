/**
 * One firm's lane: first what Xero has for us, then what we have for Xero. The queue is FIFO with the firm as its group, so
 * pull and push of one firm never race, and firms never wait for each other.
 */
import { now } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";

/** What a stage may use. */
export interface Budget {
  /** Epoch ms at which the worker must be done. */
  deadlineAt: number;
}

/** Whether there is time for one more call to Xero and the writes after it. */
export const hasTime = ({ deadlineAt }: Budget): boolean => now() < deadlineAt;

/**
 * - `idle`: nothing is left that could be done now.
 * - `more`: the time is over, the rest goes on in the next run.
 * - `wait`: Xero's limit or the breaker; nothing can be done for `waitMs`.
 */
export type LaneOutcome = { kind: "idle" } | { kind: "more" } | { kind: "wait"; waitMs: number };

export interface Stage {
  name: string;
  /** Works off what is due within the budget. A limit of the provider may be thrown. */
  run: (tenantId: string, budget: Budget) => Promise<LaneOutcome>;
}

/** In this order. */
const STAGES: readonly Stage[] = [];

const DEFAULT_WAIT_MS = 60_000;

/** Runs the lane of one firm until nothing is due, the time is over or Xero says wait. */
export async function runLane(tenantId: string, deadlineAt: number): Promise<LaneOutcome> {
  for (const stage of STAGES) {
    const outcome = await ran(stage, tenantId, { deadlineAt });
    if (outcome.kind !== "idle") return outcome;
  }
  return { kind: "idle" };
}

async function ran(stage: Stage, tenantId: string, budget: Budget): Promise<LaneOutcome> {
  if (!hasTime(budget)) return { kind: "more" };
  try {
    return await stage.run(tenantId, budget);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, details } = error;
    log("info", "lane stopped", {
      operation: stage.name,
      kind,
      ...(details.providerCode ? { code: details.providerCode } : {}),
    });
    const limited = kind === "rate-limit" || details.providerCode === "circuit-open";
    return limited ? { kind: "wait", waitMs: details.retryAfterMs ?? DEFAULT_WAIT_MS } : { kind: "idle" };
  }
}
