import { CustomAttributeType, Entity } from "electrodb";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
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
      byFirm: mainKeys("t#${tenantId}#activity", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#activity#${clientId}", "${id}"),
    },
  },
  electro,
);
