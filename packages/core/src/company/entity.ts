/** The firm's lookup log and its daily sums. Access patterns: docs/data-model/company.md. */
import { Entity } from "electrodb";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { COMPANY_ACTIONS } from "./schema.ts";

/** Append-only; the table expires it. */
export const CompanyActivityRow = new Entity(
  {
    model: { entity: "company-activity", version: "1", service: "hub" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      at: { type: "string", required: true },
      userId: { type: "string", required: true },
      companyNumber: { type: "string", required: true },
      action: { type: COMPANY_ACTIONS, required: true },
      success: { type: "boolean", required: true },
      errorCode: { type: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byFirm: mainKeys("t#${tenantId}#company-activity", "${id}"),
    },
  },
  electro,
);

/** One row a firm and day; counted with atomic additions. */
export const CompanyUsageRow = new Entity(
  {
    model: { entity: "company-usage", version: "1", service: "hub" },
    attributes: {
      tenantId: { type: "string", required: true },
      /** The day in London. */
      on: { type: "string", required: true },
      hits: { type: "number" },
      misses: { type: "number" },
      succeeded: { type: "number" },
      failed: { type: "number" },
      ttl: { type: "number" },
    },
    indexes: {
      byFirm: mainKeys("t#${tenantId}#company-usage", "${on}"),
    },
  },
  electro,
);
