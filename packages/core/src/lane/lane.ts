/**
 * One firm's lane: first what Xero has for us, then what we have for Xero. The queue is FIFO with the firm as its group, and a
 * lease keeps a person's "sync now" and the worker apart: pull and push of one firm never race, firms never wait for each other.
 */
import type { Priority } from "../connection/index.ts";
import { now } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { pullDue } from "../pull/due.ts";
import { type Budget, hasTime, type LaneOutcome, type LaneResult } from "../sync/budget.ts";
import { withLane } from "../sync/lease.ts";
import { pushDue } from "../sync/push/index.ts";
import { beginRun, endRun, type Run } from "../sync/run.ts";
import type { SyncKind } from "../outbox/schema.ts";

export interface LaneOptions {
  priority: Priority;
  /** A person's request for these records alone: nothing else of the firm is done. */
  only?: { kind: SyncKind; id: string }[];
  /** Only these kinds. */
  kinds?: readonly SyncKind[];
  /** A person's request for all that is pending, whether or not changes go by themselves. */
  everything?: boolean;
}

interface Stage {
  name: string;
  /** Works off what is due within the budget. Throws `ProviderError` when Xero ends the run. */
  run: (tenantId: string, budget: Budget, run: Run, options: LaneOptions) => Promise<LaneOutcome>;
}

/** In this order. */
const STAGES: readonly Stage[] = [
  { name: "pull", run: (tenantId, budget, run) => pullDue(tenantId, budget, run.pulled) },
  {
    name: "push",
    run: (tenantId, budget, run, options) => pushDue(tenantId, budget, { ...options, count: run.count }),
  },
];

const DEFAULT_WAIT_MS = 60_000;
/** Another run has the lane: it is looked at again soon. */
const BUSY_WAIT_MS = 5000;

/** Runs the lane of one firm until nothing is due, the time is over or Xero says wait. */
export async function runLane(
  tenantId: string,
  deadlineAt: number,
  options: LaneOptions = { priority: "background" },
): Promise<LaneResult> {
  const run = beginRun(options.priority);
  const outcome = await withLane(tenantId, deadlineAt - now(), () => runStages(tenantId, { deadlineAt }, run, options));
  return { ...(outcome ?? { kind: "wait", waitMs: BUSY_WAIT_MS }), counts: run.counts, busy: outcome === null };
}

async function runStages(tenantId: string, budget: Budget, run: Run, options: LaneOptions): Promise<LaneOutcome> {
  let outcome: LaneOutcome = { kind: "idle" };
  for (const stage of options.only || options.everything ? STAGES.filter(({ name }) => name === "push") : STAGES) {
    outcome = await ran(stage, tenantId, budget, run, options);
    if (outcome.kind !== "idle") break;
  }
  await endRun(tenantId, run, outcome);
  return outcome;
}

async function ran(
  stage: Stage,
  tenantId: string,
  budget: Budget,
  run: Run,
  options: LaneOptions,
): Promise<LaneOutcome> {
  if (!hasTime(budget)) return { kind: "more" };
  try {
    return await stage.run(tenantId, budget, run, options);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, details } = error;
    const code = details.providerCode ?? kind;
    log("info", "lane stopped", { operation: stage.name, kind, code });
    run.stopped(code);
    const limited = kind === "rate-limit" || code === "circuit-open";
    return limited ? { kind: "wait", waitMs: details.retryAfterMs ?? DEFAULT_WAIT_MS } : { kind: "idle" };
  }
}
