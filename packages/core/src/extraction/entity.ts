import { Entity, type EntityItem } from "electrodb";
import { number, required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { DOCUMENT_TYPES, MANUAL } from "./kind.ts";

/**
 * The reading of one document; `id` is the document's. What was read is sealed. Access patterns: docs/data-model/extraction.md.
 */
export const ExtractionRow = new Entity(
  {
    model: { service: "practice-hub", entity: "extraction", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      clientId: required,
      status: { type: ["wanted", "done", "manual"] as const, required: true },
      manual: { type: MANUAL },
      /** Of the file, as the document row has it. */
      contentType: required,
      sha256: required,
      /** Who agreed to which wording, when; that person began it. */
      consentBy: required,
      consentVersion: required,
      consentAt: required,
      /** How often somebody wanted it, and how often this wish was tried. */
      tries: number,
      attempts: number,
      nextAttemptAt: text,
      documentType: { type: DOCUMENT_TYPES },
      /** JSON of the fields, sealed. */
      fields: text,
      expiredOn: text,
      model: text,
      inputTokens: number,
      outputTokens: number,
      costMicroUsd: number,
      createdAt: required,
      finishedAt: text,
      ttl: number,
      /** The due index, written by hand because it comes and goes (lib/table/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#extraction", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#extraction", "${id}"),
    },
  } as const,
  electro,
);
export type ExtractionItem = EntityItem<typeof ExtractionRow>;

/** The firm's switch. Absent: off. */
export const ReadingSettingRow = new Entity(
  {
    model: { service: "practice-hub", entity: "reading-setting", version: "1" },
    attributes: {
      tenantId: required,
      enabled: { type: "boolean", required: true },
      version: number,
      changedAt: required,
      changedBy: required,
    },
    indexes: {
      byFirm: mainKeys("t#${tenantId}#reading", "setting"),
    },
  } as const,
  electro,
);
export type ReadingSettingItem = EntityItem<typeof ReadingSettingRow>;

/** What a firm's readings took in one month, `YYYY-MM`. Written with each reading that was paid for. */
export const ReadingMonthRow = new Entity(
  {
    model: { service: "practice-hub", entity: "reading-month", version: "1" },
    attributes: {
      tenantId: required,
      month: required,
      /** Why the last reading failed, by the provider's code; empty when it did not. */
      failure: text,
      documents: { type: "number" },
      inputTokens: { type: "number" },
      outputTokens: { type: "number" },
      costMicroUsd: { type: "number" },
    },
    indexes: {
      byMonth: mainKeys("t#${tenantId}#reading", "month#${month}"),
    },
  } as const,
  electro,
);
