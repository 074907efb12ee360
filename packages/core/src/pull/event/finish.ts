/** Writing down what came of events. */
import { isoIn, MINUTE_MS, nowIso } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, type TransactItem, write } from "../../lib/table/transact.ts";
import { SYNC_QUEUE } from "../../outbox/nudge.ts";
import { type Attempt, type EventItem, EventRow } from "../../webhook/entity.ts";
import type { Outcome } from "../outcome.ts";

/** After failed look n, wait this long; after the last there is no further one. About eight hours in all. */
const BACKOFF_MS = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE_MS);
const MAX_HISTORY = 20;
const AT_ONCE = 100;

async function writeAll(items: readonly TransactItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) await transact(items.slice(from, from + AT_ONCE));
}

const history = (event: EventItem, attempt: Omit<Attempt, "at">): Attempt[] =>
  [...event.history, { at: nowIso(), ...attempt }].slice(-MAX_HISTORY);

/** All events of one record: the last one shows what changed, those before it that it covers them. */
export const finish = (events: readonly EventItem[], outcome: Outcome): Promise<void> =>
  writeAll(events.map((event, index) => finished(event, outcome, index === events.length - 1)));

function finished(event: EventItem, { state, code, about, changes }: Outcome, isLast: boolean): TransactItem {
  const { tenantId, id } = event;
  const word = isLast ? code : "collapsed";
  return write(
    EventRow.patch({ tenantId, id })
      .set({
        state,
        code: word,
        processed: true,
        processedAt: nowIso(),
        orderAt: event.createdAt,
        history: history(event, { outcome: state, code: word }),
        ...about,
        ...(isLast && changes ? { changes } : {}),
      })
      .remove(["nextAttemptAt", "processingError", "gsi2pk", "gsi2sk"]),
  );
}

/** A look that failed: again later, or never again until somebody replays it. `words` are for the firm's staff. */
export const postpone = (events: readonly EventItem[], code: string, words: string): Promise<void> =>
  writeAll(events.map((event) => failed(event, code, words, BACKOFF_MS[event.attempts])));

/** Never again by itself. */
export const bury = (events: readonly EventItem[], code: string, words: string): Promise<void> =>
  writeAll(events.map((event) => failed(event, code, words, undefined)));

function failed(event: EventItem, code: string, words: string, waitMs: number | undefined): TransactItem {
  const { tenantId, id } = event;
  const outcome = waitMs === undefined ? "dead" : "failed";
  const common = {
    code,
    processingError: words,
    attempts: event.attempts + 1,
    history: history(event, { outcome, code }),
  };
  if (waitMs === undefined)
    return write(
      EventRow.patch({ tenantId, id })
        .set({ ...common, state: "dead", orderAt: event.createdAt })
        .remove(["nextAttemptAt", "gsi2pk", "gsi2sk"]),
    );
  const at = isoIn(waitMs);
  return write(
    EventRow.patch({ tenantId, id }).set({
      ...common,
      state: "received",
      nextAttemptAt: at,
      orderAt: at,
      ...dueKeys(SYNC_QUEUE, at, id),
    }),
  );
}
