import { Entity, type EntityItem } from "electrodb";
import { VAT_RATES } from "../invoice/rule/total.ts";
import { electro } from "../lib/table/table.ts";
import { BILLINGS } from "./schema.ts";

const required = { type: "string", required: true } as const;

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
      byId: {
        pk: { field: "pk", composite: ["tenantId"], template: "t#${tenantId}#service", casing: "none" },
        sk: { field: "sk", composite: ["id"], template: "${id}", casing: "none" },
      },
      byName: {
        index: "gsi1",
        pk: {
          field: "gsi1pk",
          composite: ["tenantId", "shelf"],
          template: "t#${tenantId}#services#${shelf}",
          casing: "none",
        },
        sk: { field: "gsi1sk", composite: ["nameKey", "id"], template: "${nameKey}#${id}", casing: "none" },
      },
    },
  } as const,
  electro,
);
export type ServiceItem = EntityItem<typeof ServiceRow>;
