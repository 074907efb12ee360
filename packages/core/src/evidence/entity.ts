import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { type Certificate, PACK_STATUSES } from "./schema.ts";

/** The due index, written by hand because it comes and goes (lib/table/due.ts). */
const due = { gsi2pk: text, gsi2sk: text } as const;

/** One pack, wanted or made. Access patterns: docs/data-model/evidence.md. */
export const PackRow = new Entity(
  {
    model: { service: "practice-hub", entity: "evidence-pack", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      clientId: required,
      clientName: required,
      status: { type: PACK_STATUSES, required: true },
      requestedAt: required,
      requestedBy: required,
      requestedByName: required,
      attempts: { type: "number", required: true },
      nextAttemptAt: text,
      madeAt: text,
      key: text,
      head: text,
      entries: { type: "number" },
      sizeBytes: { type: "number" },
      removeAt: text,
      /** Why it could not be made: a code of `want.ts`. */
      errorCode: text,
      ...due,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#evidence", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#evidence", "${id}"),
    },
  } as const,
  electro,
);
export type PackItem = EntityItem<typeof PackRow>;

/** What is to be deleted, named before anything is: a purge that stopped half-way still certifies all of it. */
export type Inventory = Pick<Certificate, "documents" | "records" | "packs">;

/** The clock of one client's evidence, beside its client; written when the relationship ends. */
export const RetentionRow = new Entity(
  {
    model: { service: "practice-hub", entity: "retention", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      /** Shown in the list of what will be deleted. */
      clientName: required,
      /** `ret_…`: the client's own, so that a nudge leads here. */
      id: required,
      status: { type: ["kept", "purging", "purged"] as const, required: true },
      relationshipEndedAt: required,
      purgeAt: required,
      /** A legal hold stands: as the case has it. */
      held: { type: "boolean" },
      /** When the firm was told. */
      noticedAt: text,
      inventory: { type: CustomAttributeType<Inventory>("any") },
      certificate: { type: CustomAttributeType<Certificate>("any") },
      ...due,
      /** The list of what will be deleted, by hand as well (retention/clock.ts). */
      gsi1pk: text,
      gsi1sk: text,
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "retention"),
    },
  } as const,
  electro,
);
export type RetentionItem = EntityItem<typeof RetentionRow>;

/** What was deleted of an earlier relationship, once the client has returned. Never deleted. */
export const CertificateRow = new Entity(
  {
    model: { service: "practice-hub", entity: "purge-certificate", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      purgedAt: required,
      certificate: { type: CustomAttributeType<Certificate>("any"), required: true },
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "certificate#${purgedAt}"),
    },
  } as const,
  electro,
);
