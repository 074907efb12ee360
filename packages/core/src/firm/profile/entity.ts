import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { electro } from "../../lib/table/table.ts";
import type { FirmProfile } from "../schema.ts";

const text = { type: "string" } as const;
const required = { type: "string", required: true } as const;

/** What the firm's documents say about it. Its name is Better Auth's. Access patterns: docs/data-model/firm.md. */
export const ProfileRow = new Entity(
  {
    model: { service: "practice-hub", entity: "firm-profile", version: "1" },
    attributes: {
      tenantId: required,
      address: { type: CustomAttributeType<NonNullable<FirmProfile["address"]>>("any") },
      email: text,
      phone: text,
      vatNumber: text,
      companyNumber: text,
      bankAccountName: text,
      sortCode: text,
      accountNumber: text,
      iban: text,
      termsDays: { type: "number", required: true },
      terms: text,
      logoKey: text,
      logoType: { type: ["png", "jpg"] as const },
      version: { type: "number", required: true },
      updatedAt: required,
      updatedBy: required,
    },
    indexes: {
      byTenant: {
        pk: { field: "pk", composite: ["tenantId"], template: "t#${tenantId}#firm", casing: "none" },
        sk: { field: "sk", composite: [], template: "profile", casing: "none" },
      },
    },
  } as const,
  electro,
);
export type ProfileItem = EntityItem<typeof ProfileRow>;
