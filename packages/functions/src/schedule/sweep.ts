/** Every five minutes: nudges what is due and was not done, whether its message was lost or its time has only now come. */
import { dueRows } from "@practice-hub/core/lib/table/due";
import { nudge } from "@practice-hub/core/lib/queue";

/** The queues with due rows, and the most of each that one sweep nudges: the rest is still due at the next. */
const SWEEPS: readonly { queue: string; limit: number }[] = [{ queue: "email", limit: 1000 }];

const AT_ONCE = 20;

export const handler = async (): Promise<{ nudged: number }> => {
  let nudged = 0;
  for (const { queue, limit } of SWEEPS) {
    const rows = await dueRows(queue, limit);
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => nudge(queue, row)));
    nudged += rows.length;
  }
  return { nudged };
};
