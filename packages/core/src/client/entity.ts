import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { CLIENT_STATUSES, CLIENT_TYPES } from "./schema.ts";
import type { Address } from "../lib/schema.ts";

/** Access patterns: docs/data-model/client.md. `version` counts what people change; the sync worker's fields do not move it. */
export const ClientRow = new Entity(
  {
    model: { service: "practice-hub", entity: "client", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      /** `archived` ones are on a shelf of their own, so that the list of the others needs no filter. */
      shelf: { type: ["current", "archived"] as const, required: true },
      nameKey: required,
      clientCode: required,
      name: required,
      type: { type: CLIENT_TYPES, required: true },
      status: { type: CLIENT_STATUSES, required: true },
      companyNumber: text,
      registerSource: { type: ["register", "manual"] as const },
      registerReason: { type: ["not-found", "unavailable", "not-asked"] as const },
      registeredName: text,
      companyType: text,
      companyStatus: text,
      registerFetchedAt: text,
      peopleComplete: { type: "boolean", required: true },
      registeredOffice: { type: CustomAttributeType<Address>("any") },
      incorporatedOn: text,
      email: text,
      phone: text,
      website: text,
      vatRegistered: { type: "boolean", required: true },
      vatNumber: text,
      yearEnd: text,
      accountManagerId: text,
      notes: text,
      contactId: text,
      contactName: text,
      contactEmail: text,
      xeroContactId: text,
      xeroSyncStatus: { type: ["pending", "synced", "error"] as const },
      xeroLastSyncedAt: text,
      xeroSyncError: text,
      version: { type: "number", required: true },
      createdAt: required,
      updatedAt: required,
      archivedAt: text,
      createdBy: required,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#client#${id}", "client"),
      byName: indexKeys("gsi1", "t#${tenantId}#clients#${shelf}", "${nameKey}#${id}"),
      byStatus: indexKeys("gsi3", "t#${tenantId}#clients#status#${status}", "${nameKey}#${id}"),
    },
  } as const,
  electro,
);
export type ClientItem = EntityItem<typeof ClientRow>;

/** The people of a client whom the firm writes to. */
export const ContactRow = new Entity(
  {
    model: { service: "practice-hub", entity: "contact", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      id: required,
      isPrimary: { type: "boolean", required: true },
      name: required,
      email: text,
      phone: text,
      jobTitle: text,
      createdAt: required,
      updatedAt: required,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#client#${clientId}", "contact#${id}"),
    },
  } as const,
  electro,
);
export type ContactItem = EntityItem<typeof ContactRow>;
