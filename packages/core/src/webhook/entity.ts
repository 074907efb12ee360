/**
 * `xero_webhook_events` (F56, R10): one row per event. Access patterns: docs/data-model/event.md. A row holds its own event and never
 * the delivery, which may carry the events of other firms.
 */
import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import type { Change } from "../activity/schema.ts";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { EVENT_SOURCES, EVENT_STATES } from "./schema.ts";

/** One look at an event: when, and what came of it. */
export interface Attempt {
  at: string;
  outcome: string;
  code?: string;
}

export const EventRow = new Entity(
  {
    model: { service: "practice-hub", entity: "xero-webhook-event", version: "1" },
    attributes: {
      tenantId: required,
      /** `xero.<event id>`: what the event log calls it. */
      id: required,
      provider: { type: ["xero"] as const, required: true },
      /** Hash of organisation, category, type, resource and date; the provider's own id when it sends one. */
      eventId: required,
      eventType: required,
      eventCategory: required,
      eventDateUtc: required,
      resourceId: required,
      resourceUrl: text,
      xeroTenantId: required,
      processed: { type: "boolean", required: true },
      processedAt: text,
      processingError: text,
      rawPayload: { type: CustomAttributeType<Record<string, unknown>>("any"), required: true },
      createdAt: required,

      source: { type: EVENT_SOURCES, required: true },
      state: { type: EVENT_STATES, required: true },
      /** Why it ended as it did, from a fixed list. */
      code: text,
      /** Of a payment: the invoice that it is on, whose look takes care of it. */
      invoiceId: text,
      attempts: { type: "number", required: true },
      nextAttemptAt: text,
      history: { type: CustomAttributeType<Attempt[]>("any"), required: true },
      /** The record of ours that it was about, and what changed on it. */
      entityType: text,
      entityId: text,
      clientId: text,
      label: text,
      changes: { type: CustomAttributeType<Change[]>("any") },
      /** When its turn is while it is received, when it came in otherwise: the order within a state. */
      orderAt: required,
      /** The due index, written by hand because it comes and goes (lib/table/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#xero-webhook-event", "${id}"),
      byTime: indexKeys("gsi1", "t#${tenantId}#event", "${createdAt}#${id}"),
      byState: indexKeys("gsi3", "t#${tenantId}#event#${state}", "${orderAt}#${id}"),
    },
  } as const,
  electro,
);
export type EventItem = EntityItem<typeof EventRow>;
