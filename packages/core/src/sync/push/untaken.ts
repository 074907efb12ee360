/**
 * What somebody changed in Xero and the pull has not taken yet. A push sees it in Xero's answer and leaves it there; its own
 * change moves the record's instant on, past which no poll would look again.
 */
import { nowIso } from "../../lib/clock.ts";
import { hashOf } from "../../outbox/merge.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import { eventKey } from "../../provider/xero/event.ts";
import { type NewEvent, storeEvents } from "../../webhook/store.ts";
import type { Settled } from "./settle.ts";

const CATEGORY = { contact: "CONTACT", invoice: "INVOICE" } as const;

/** Has the pull look at those of the settled records that Xero has more of. Before they are settled: a death in between looks twice. */
export async function lookAtUntaken(tenantId: string, settled: readonly Settled[]): Promise<void> {
  const events = settled.flatMap(untaken);
  if (events.length === 0) return;
  await storeEvents(tenantId, events);
  await nudgeLane(tenantId);
}

function untaken({ row: { kind }, result }: Settled): NewEvent[] {
  if (kind === "payment" || result.kind !== "synced" || !result.link) return [];
  const { xeroTenantId, xeroId, ours, theirs, updatedAt } = result.link;
  if (hashOf({ ...theirs, ...ours }) === hashOf(theirs)) return [];
  const event = {
    xeroTenantId,
    category: CATEGORY[kind],
    type: "UPDATE",
    resourceId: xeroId.toLowerCase(),
    at: updatedAt ?? nowIso(),
  };
  return [{ ...event, eventId: eventKey({ ...event, type: "PUSH" }), raw: event, source: "poll" }];
}
