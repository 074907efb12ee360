/**
 * F68: a refresh token that is not used for 60 days dies, so one that was not used for ten is refreshed for its own sake. The
 * daily schedule and the operator's route (F69) do the same: they say which firms are due, and a worker refreshes each by
 * itself, so that one firm's failure never stops the rest.
 */
import { nudge } from "../../lib/queue.ts";
import { dueRows } from "../../lib/table/due.ts";

/** The queue whose worker refreshes tokens that nobody uses. */
export const TOKEN_QUEUE = "token-refresh";

/** More than this on one day, and the rest is due on the next. */
const MAX_FIRMS = 5000;
const AT_ONCE = 20;

/** Nudges every firm whose token nobody used for ten days. */
export async function enqueueIdleTokens(): Promise<{ due: number }> {
  const rows = await dueRows(TOKEN_QUEUE, MAX_FIRMS);
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => nudge(TOKEN_QUEUE, row)));
  return { due: rows.length };
}
