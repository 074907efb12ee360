import { CustomAttributeType, Entity } from "electrodb";
import { electro } from "../lib/table/table.ts";
import type { Change } from "./schema.ts";

/** Append-only: there is no update and no delete of it anywhere. Access patterns: docs/data-model/activity.md. */
export const ActivityRow = new Entity(
  {
    model: { entity: "activity", version: "1", service: "hub" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      at: { type: "string", required: true },
      entityType: { type: "string", required: true },
      entityId: { type: "string", required: true },
      /** Empty for what concerns the firm: ElectroDB writes an index only when it has all of its parts. */
      clientId: { type: "string", required: true },
      action: { type: "string", required: true },
      actorKind: { type: ["staff", "portal", "provider", "system"] as const, required: true },
      actorId: { type: "string", required: true },
      actorName: { type: "string" },
      summary: { type: "string", required: true },
      changes: { type: CustomAttributeType<Change[]>("any"), required: true },
    },
    indexes: {
      byFirm: {
        pk: { field: "pk", composite: ["tenantId"], template: "t#${tenantId}#activity", casing: "none" },
        sk: { field: "sk", composite: ["id"], template: "${id}", casing: "none" },
      },
      byClient: {
        index: "gsi1",
        pk: {
          field: "gsi1pk",
          composite: ["tenantId", "clientId"],
          template: "t#${tenantId}#activity#${clientId}",
          casing: "none",
        },
        sk: { field: "gsi1sk", composite: ["id"], template: "${id}", casing: "none" },
      },
    },
  },
  electro,
);
