/** What a machine read on a client's identity papers, as suggestions for the questions about the person. */
import { Extraction } from "../../extraction/index.ts";
import { type FieldKey, REASONS, type Suggestion as Reading } from "../../extraction/schema.ts";
import type { AnswerValue } from "../question/value.ts";
import type { Suggestion } from "./suggestion.ts";

/** Fields that are about the person. The document's own (its number, its dates) are the review's. */
const KEYS: Readonly<Partial<Record<FieldKey, string>>> = {
  firstName: "contact_first_name",
  lastName: "contact_last_name",
  dateOfBirth: "date_of_birth",
  nationality: "nationality",
  address: "contact_address",
};

/** What the document proves is filled in; what it only says is offered; the rest is nothing. One request. */
export async function readOnDocuments(clientId: string): Promise<Suggestion[]> {
  return (await Extraction.suggestions(clientId)).flatMap((reading): Suggestion[] => {
    const key = KEYS[reading.key];
    const value = valueOf(reading);
    if (key === undefined || value === null || reading.state === "withheld") return [];
    return [
      {
        key,
        value,
        source: "document",
        isFilled: reading.state === "filled",
        reason: REASONS[reading.reason],
        ...(reading.confidence === null ? {} : { confidence: reading.confidence }),
        ...placeOf(reading),
      },
    ];
  });
}

const placeOf = ({ documentId, documentType, page, box }: Reading): Pick<Suggestion, "place"> =>
  page === null ? {} : { place: { documentId, documentType, page, box } };

function valueOf({ value }: Reading): AnswerValue | null {
  if (value === null || typeof value === "string") return value;
  const parts = Object.entries(value).flatMap(([part, text]) => (text === null ? [] : [[part, text] as const]));
  return parts.length === 0 ? null : Object.fromEntries(parts);
}
