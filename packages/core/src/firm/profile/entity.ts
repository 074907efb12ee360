import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { required, text } from "../../lib/table/attribute.ts";
import { mainKeys } from "../../lib/table/keys.ts";
import { electro } from "../../lib/table/table.ts";
import type { FirmProfile } from "../schema.ts";

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
      byTenant: mainKeys("t#${tenantId}#firm", "profile"),
    },
  } as const,
  electro,
);
export type ProfileItem = EntityItem<typeof ProfileRow>;
