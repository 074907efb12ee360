/** A delivery of Xero's webhook, split: one row per event, each with its own firm, and a nudge for the lane of each firm. */
import { createHash } from "node:crypto";
import { guardOwner } from "../lib/table/guard.ts";
import { log } from "../lib/log.ts";
import { hashOf, parseDelivery, type XeroEvent } from "../provider/xero/event.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { NO_FIRM, UNREADABLE } from "./schema.ts";
import { storeEvents } from "./store.ts";

/** What came of a delivery, for the log. */
export interface Received {
  outcome: "stored" | "intent-to-receive" | "unreadable";
  stored: number;
  firms: number;
  quarantined: number;
}

const AT_ONCE = 10;

/**
 * Stores every event of a delivery whose signature held. Never throws for what it says: what cannot be read and what belongs to no
 * firm is kept apart, for reading; nobody tries it again.
 */
export async function receiveDelivery(body: Buffer, receivedAt: string): Promise<Received> {
  const delivery = parseDelivery(body);
  if (!delivery) {
    await quarantine([{ bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") }], receivedAt);
    return { outcome: "unreadable", stored: 0, firms: 0, quarantined: 1 };
  }
  if (delivery.unreadable.length > 0) await quarantine(delivery.unreadable, receivedAt);
  else if (delivery.events.length === 0) return { outcome: "intent-to-receive", stored: 0, firms: 0, quarantined: 0 };
  const byFirm = await firmsOf(delivery.events);
  let stored = 0;
  for (const [tenantId, events] of byFirm) {
    stored += await storeEvents(
      tenantId,
      events.map((event) => ({ ...event, source: "webhook" })),
    );
    if (tenantId !== NO_FIRM) await nudgeLane(tenantId);
  }
  const unknown = byFirm.get(NO_FIRM)?.length ?? 0;
  if (unknown > 0)
    log("warn", "xero events quarantined", { provider: "xero", code: "unknown-organisation", count: unknown });
  return {
    outcome: "stored",
    stored,
    firms: byFirm.size - (unknown > 0 ? 1 : 0),
    quarantined: unknown + delivery.unreadable.length,
  };
}

/** Keeps what nobody can read: signed by Xero, so worth a look, and worth no retry. */
async function quarantine(payloads: readonly Record<string, unknown>[], at: string): Promise<void> {
  log("error", "xero events quarantined", { provider: "xero", code: "unreadable", count: payloads.length });
  const unread = { xeroTenantId: "-", category: UNREADABLE, type: UNREADABLE, resourceId: "-", at };
  await storeEvents(
    NO_FIRM,
    payloads.map((raw) => ({ ...unread, eventId: hashOf([raw]), raw, source: "webhook" })),
  );
}

/** The events by firm; one request per organisation. */
async function firmsOf(events: readonly XeroEvent[]): Promise<Map<string, XeroEvent[]>> {
  const organisations = [...new Set(events.map((event) => event.xeroTenantId))];
  const firms = new Map<string, string>();
  for (let from = 0; from < organisations.length; from += AT_ONCE)
    await Promise.all(
      organisations.slice(from, from + AT_ONCE).map(async (value) => {
        firms.set(value, (await guardOwner({ tenantId: NO_FIRM, kind: "xero-organisation", value })) ?? NO_FIRM);
      }),
    );
  const byFirm = new Map<string, XeroEvent[]>();
  for (const event of events) {
    const tenantId = firms.get(event.xeroTenantId) ?? NO_FIRM;
    byFirm.set(tenantId, [...(byFirm.get(tenantId) ?? []), event]);
  }
  return byFirm;
}
