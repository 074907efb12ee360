/** Every five minutes: nudges what is due and was not done, whether its message was lost or its time has only now come. */
import { dueRows } from "@practice-hub/core/lib/table/due";
import { nudge } from "@practice-hub/core/lib/queue";

/** The queues with due rows, and the most of each that one sweep nudges: the rest is still due at the next. */
const SWEEPS: readonly { queue: string; limit: number; perFirm?: true }[] = [
  { queue: "email", limit: 1000 },
  { queue: "pdf", limit: 1000 },
  { queue: "proposal", limit: 1000 },
  // One look at a firm finds all of its rows.
  { queue: "xero-sync", limit: 20_000, perFirm: true },
];

const AT_ONCE = 20;

export const handler = async (): Promise<{ nudged: number }> => {
  let nudged = 0;
  for (const { queue, limit, perFirm } of SWEEPS) {
    const due = await dueRows(queue, limit);
    const rows = perFirm ? [...new Map(due.map((row) => [row.tenantId, row])).values()] : due;
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => nudge(queue, row)));
    nudged += rows.length;
  }
  return { nudged };
};
