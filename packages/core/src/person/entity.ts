import { Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";

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
      byId: mainKeys("t#${tenantId}#client#${clientId}", "person#${id}"),
      byRank: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#people", "${rank}#${nameKey}#${id}"),
    },
  } as const,
  electro,
);
export type PersonItem = EntityItem<typeof PersonRow>;
