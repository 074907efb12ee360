import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import type { ReadPlace } from "../../extraction/schema.ts";
import { required, text } from "../../lib/table/attribute.ts";
import { mainKeys } from "../../lib/table/keys.ts";
import { electro } from "../../lib/table/table.ts";
import type { AnswerValue } from "../question/value.ts";

/** Where an answer came from, before a person confirmed it. */
export const ANSWER_SOURCES = ["typed", "document", "register"] as const;

/** ElectroDB has no attribute that is a text or an object. */
interface Held {
  value: AnswerValue;
}

/** One answer that a person of the client confirmed, beside its client. Access patterns: docs/data-model/onboarding.md. */
export const AnswerRow = new Entity(
  {
    model: { service: "practice-hub", entity: "answer", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      key: required,
      answer: { type: CustomAttributeType<Held>("any"), required: true },
      source: { type: ANSWER_SOURCES, required: true },
      /** Of a suggestion that was taken as it was: where in the document or register it stood. */
      reason: text,
      confidence: { type: "number" },
      /** Where on the document: what the client had before their eyes when they confirmed it. */
      place: { type: CustomAttributeType<ReadPlace>("any") },
      /** Which wording of a statement or consent was agreed to. */
      wording: text,
      confirmedAt: required,
      confirmedBy: required,
      confirmedByName: required,
      /** Counts changes of this answer: two devices see each other. */
      version: { type: "number", required: true },
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "answer#${key}"),
    },
  } as const,
  electro,
);
export type AnswerItem = EntityItem<typeof AnswerRow>;
