import { Entity, type EntityItem } from "electrodb";
import { VAT_RATES } from "../invoice/rule/total.ts";
import { required } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { BILLINGS } from "./schema.ts";

/** One thing the firm offers. Access patterns: docs/data-model/proposal.md. */
export const ServiceRow = new Entity(
  {
    model: { service: "practice-hub", entity: "service", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      /** Those on offer and the archived ones are two lists. */
      shelf: { type: ["current", "archived"] as const, required: true },
      nameKey: required,
      name: required,
      description: { type: "string" },
      unitPricePence: { type: "number", required: true },
      billing: { type: BILLINGS, required: true },
      vatRate: { type: VAT_RATES, required: true },
      version: { type: "number", required: true },
      createdAt: required,
      updatedAt: required,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#service", "${id}"),
      byName: indexKeys("gsi1", "t#${tenantId}#services#${shelf}", "${nameKey}#${id}"),
    },
  } as const,
  electro,
);
export type ServiceItem = EntityItem<typeof ServiceRow>;
