/**
 * EventBridge on virtual time. A schedule is due by the virtual clock; when the clock jumps over several of its times
 * it runs once, at the time the clock landed on. Failed runs are tried again as often as the template says.
 */
import type { Outcome } from "../function/protocol.ts";
import { parseExpression, type NextRun } from "./expression.ts";

export interface Schedule {
  name: string;
  expression: string;
  timezone: string;
  enabled: boolean;
  /** Tries after a failed one. */
  retries: number;
  invoke: () => Promise<Outcome>;
}

export interface Scheduler {
  names: string[];
  /** Runs one now, once, whatever its expression says, and answers how it went; undefined for an unknown name. */
  run(name: string): Promise<Outcome> | undefined;
  /** Looks again at what is due; call it when the clock moved. */
  wake(): void;
  /** Runs under way or waiting for another try that is due. */
  busy(): number;
  close(): void;
}

/** Lambda waits a minute before the first retry of an event and two before the second. */
const RETRY_AFTER_MS = [60_000, 120_000];
/** Timers are real and the clock is virtual: look at least this often. */
const LOOK_EVERY_MS = 1000;

interface Due {
  at: number | undefined;
  next: NextRun;
  schedule: Schedule;
  /** Tries already failed of the current run. */
  failed: number;
}

/** `now` answers virtual epoch ms. */
export function startScheduler(schedules: Schedule[], now: () => number = Date.now): Scheduler {
  const startedMs = now();
  const entries: Due[] = schedules
    .filter((schedule) => schedule.enabled)
    .map((schedule) => {
      const next = parseExpression(schedule.expression, schedule.timezone, startedMs);
      return { schedule, next, at: next(startedMs), failed: 0 };
    });
  let running = 0;
  let closed = false;
  const timer = setInterval(look, LOOK_EVERY_MS);

  function look(): void {
    const at = now();
    for (const entry of entries) if (entry.at !== undefined && entry.at <= at && !closed) void fire(entry);
  }

  async function fire(entry: Due): Promise<void> {
    entry.at = undefined; // not due again while it runs
    const outcome = await invoke(entry.schedule);
    const retry = !outcome.ok && entry.failed < entry.schedule.retries;
    entry.failed = retry ? entry.failed + 1 : 0;
    const regular = entry.next(now());
    const again = retry ? now() + (RETRY_AFTER_MS[entry.failed - 1] ?? 120_000) : undefined;
    entry.at = again === undefined || regular === undefined ? (again ?? regular) : Math.min(again, regular);
  }

  async function invoke(schedule: Schedule): Promise<Outcome> {
    running += 1;
    try {
      return await schedule.invoke();
    } finally {
      running -= 1;
    }
  }

  return {
    names: schedules.map((schedule) => schedule.name),
    run: (name) => {
      const schedule = schedules.find((candidate) => candidate.name === name);
      return schedule && invoke(schedule);
    },
    wake: look,
    busy: () => running,
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}
