/** What schedules do: find on the due index what is due, and nudge its workers. */
import { dueRows } from "@practice-hub/core/lib/table/due";
import { nudge } from "@practice-hub/core/lib/queue";

export interface Sweep {
  queue: string;
  /** The most that one run nudges: the rest is still due at the next. */
  limit: number;
  /** One look at a firm finds all of its rows. */
  perFirm?: true;
}

const AT_ONCE = 20;

/** Nudges the workers of every row that is due; answers how many. */
export async function nudgeDue(sweeps: readonly Sweep[]): Promise<{ nudged: number }> {
  let nudged = 0;
  for (const { queue, limit, perFirm } of sweeps) {
    const due = await dueRows(queue, limit);
    const rows = perFirm ? [...new Map(due.map((row) => [row.tenantId, row])).values()] : due;
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => nudge(queue, row)));
    nudged += rows.length;
  }
  return { nudged };
}
