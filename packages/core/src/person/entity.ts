import { Entity, type EntityItem } from "electrodb";
import { electro } from "../lib/table/table.ts";

const text = { type: "string" } as const;
const required = { type: "string", required: true } as const;

/**
 * Officers and PSCs, beside their client. The id is made from what identifies the person, so saving the same people
 * again changes nothing. Access patterns: docs/data-model/client.md.
 */
export const PersonRow = new Entity(
  {
    model: { service: "practice-hub", entity: "person", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      id: required,
      /** The register's id of the appointment; absent for people typed by hand. */
      registerId: text,
      kind: { type: ["officer", "psc"] as const, required: true },
      /** `0` active, `1` not any more: active people first. */
      rank: { type: ["0", "1"] as const, required: true },
      nameKey: required,
      name: required,
      role: text,
      appointedOn: text,
      resignedOn: text,
      dateOfBirth: text,
      nationality: text,
      occupation: text,
      naturesOfControl: { type: "list", items: { type: "string" }, required: true },
      source: { type: ["register", "manual"] as const, required: true },
      fetchedAt: text,
    },
    indexes: {
      byId: {
        pk: {
          field: "pk",
          composite: ["tenantId", "clientId"],
          template: "t#${tenantId}#client#${clientId}",
          casing: "none",
        },
        sk: { field: "sk", composite: ["id"], template: "person#${id}", casing: "none" },
      },
      byRank: {
        index: "gsi1",
        pk: {
          field: "gsi1pk",
          composite: ["tenantId", "clientId"],
          template: "t#${tenantId}#client#${clientId}#people",
          casing: "none",
        },
        sk: {
          field: "gsi1sk",
          composite: ["rank", "nameKey", "id"],
          template: "${rank}#${nameKey}#${id}",
          casing: "none",
        },
      },
    },
  } as const,
  electro,
);
export type PersonItem = EntityItem<typeof PersonRow>;
