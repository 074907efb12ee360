import { Entity, type EntityItem } from "electrodb";
import { required } from "../lib/table/attribute.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { DECISION_KINDS } from "./schema.ts";

/** What people decided about a client, beside its client. Append-only. Access patterns: docs/data-model/review.md. */
export const DecisionRow = new Entity(
  {
    model: { service: "practice-hub", entity: "decision", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      /** `dec_…` */
      id: required,
      kind: { type: DECISION_KINDS, required: true },
      at: required,
      by: required,
      byName: required,
      reason: required,
      details: { type: "list", items: { type: "string" }, required: true },
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "decision#${id}"),
    },
  } as const,
  electro,
);
export type DecisionItem = EntityItem<typeof DecisionRow>;
