/** Looking at events once more, because somebody asks. Nothing is done twice by it: what Xero has now is compared with ours again. */
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { nudgeLane, SYNC_QUEUE } from "../outbox/nudge.ts";
import { type EventItem, EventRow } from "./entity.ts";
import { type EventDetail, MOST_REPLAYED, type Replayed, type ReplayedState } from "./schema.ts";
import { withClient } from "./read.ts";
import { canReplay } from "./view.ts";

/** The code of a received event that somebody asked for again. */
export const REPLAYED = "replayed";

/** Errors: `event.not-found`, `event.cannot-replay`. */
export async function replay(id: string): Promise<EventDetail> {
  const { tenantId } = requireStaff("settings:manage");
  const { data: row } = await EventRow.get({ tenantId, id }).go({ consistent: true });
  if (!row && !id.startsWith("resend.")) throw notFound("event");
  if (!row || !canReplay(row))
    throw new VisibleError(
      "conflict",
      "event.cannot-replay",
      "There is nothing to do again for an event of this kind.",
    );
  await transact([again(row)]);
  await nudgeLane(tenantId);
  const { data } = await EventRow.get({ tenantId, id }).go({ consistent: true });
  if (!data) throw notFound("event");
  return withClient(data);
}

const AT_ONCE = 100;

/** All events of one state, at most 500; the longest waiting first. */
export async function replayMany(state: ReplayedState): Promise<Replayed> {
  const { tenantId } = requireStaff("settings:manage");
  let replayed = 0;
  let cursor: string | null = null;
  do {
    const page: { data: EventItem[]; cursor: string | null } = await EventRow.query
      .byState({ tenantId, state })
      .go({ limit: AT_ONCE, cursor });
    const rows = page.data.filter(canReplay);
    await transact(rows.map(again));
    replayed += rows.length;
    cursor = page.cursor;
  } while (cursor && replayed < MOST_REPLAYED);
  if (replayed > 0) await nudgeLane(tenantId);
  return { replayed, more: cursor !== null };
}

function again({ tenantId, id }: EventItem): TransactItem {
  const at = nowIso();
  return write(
    EventRow.patch({ tenantId, id })
      .set({
        state: "received",
        code: REPLAYED,
        processed: false,
        attempts: 0,
        nextAttemptAt: at,
        orderAt: at,
        ...dueKeys(SYNC_QUEUE, at, id),
      })
      .remove(["processedAt", "processingError"]),
  );
}
