/**
 * The mail row. `pk = t#<tenant>#email`, `sk = <id>` (ids sort by time): the firm's log, newest first, is one query.
 * gsi1 lists a client's mail, gsi3 the mail of one status, gsi2 is the due index while the row is queued.
 * What the mail says is not here but sealed in an item of its own that expires (props.ts).
 */
import { Entity, type EntityItem } from "electrodb";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { EMAIL_STATUSES, EMAIL_TEMPLATES, type EmailEvent } from "./schema.ts";

export const EmailRow = new Entity(
  {
    model: { service: "practice-hub", entity: "email", version: "1" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      to: { type: "string", required: true },
      template: { type: EMAIL_TEMPLATES, required: true },
      subject: { type: "string", required: true },
      status: { type: EMAIL_STATUSES, required: true },
      /** Empty for mail about no client: ElectroDB writes an index only when it has all of its parts. */
      clientId: { type: "string", required: true },
      contactId: { type: "string" },
      /** The mail this one repeats. */
      resendOf: { type: "string" },
      /** Until when the sealed props are kept; absent once they are gone. */
      propsUntil: { type: "string" },
      queuedAt: { type: "string", required: true },
      sentAt: { type: "string" },
      deliveredAt: { type: "string" },
      bouncedAt: { type: "string" },
      complainedAt: { type: "string" },
      failedAt: { type: "string" },
      attempts: { type: "number", required: true },
      nextAttemptAt: { type: "string" },
      /** Who is sending right now, and until when nobody else may. */
      leaseId: { type: "string" },
      leaseUntil: { type: "string" },
      /** Since when the provider may have taken the mail without our knowing. */
      unsureSince: { type: "string" },
      lastErrorCode: { type: "string" },
      providerId: { type: "string" },
      /** Counts provider events applied: the condition of the next one. */
      version: { type: "number", required: true },
      events: {
        type: "list",
        required: true,
        items: {
          type: "map",
          properties: {
            at: { type: "string", required: true },
            type: { type: "string", required: true },
            detail: { type: "string" },
          },
        },
      },
      /** The due index, written by hand because it comes and goes (lib/table/due.ts). */
      gsi2pk: { type: "string" },
      gsi2sk: { type: "string" },
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#email", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#email", "${id}"),
      byStatus: indexKeys("gsi3", "t#${tenantId}#email#${status}", "${id}"),
    },
  } as const,
  electro,
);

export type EmailItem = EntityItem<typeof EmailRow>;

/** The row's history in our words' form: ElectroDB types an absent member as undefined. */
export const historyOf = (row: EmailItem): EmailEvent[] =>
  row.events.map(({ at, type, detail }) => ({ at, type, ...(detail === undefined ? {} : { detail }) }));
