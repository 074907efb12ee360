/** What was read on an identity document, in words. */
import type { DocumentType, FieldKey, FieldReason } from "@practice-hub/core/extraction/schema";

export const FIELD_WORDS: Record<FieldKey, string> = {
  firstName: "First names",
  lastName: "Surname",
  dateOfBirth: "Date of birth",
  nationality: "Nationality",
  documentNumber: "Document number",
  expiryDate: "Expires",
  issueDate: "Issued",
  placeOfBirth: "Place of birth",
  address: "Address",
};

export const DOCUMENT_WORDS: Record<DocumentType, string> = {
  passport: "passport",
  driving_licence: "driving licence",
  other: "document",
};

/** For staff: why a value counts, or not. The client's own words are core's. */
export const REASON_WORDS: Record<FieldReason, string> = {
  proven: "Print and machine-readable part agree",
  unproven: "Read clearly; nothing else on it confirms it",
  doubted: "Read clearly; another part of it contradicts itself",
  unsure: "Not clear enough to read",
  differs: "Print and machine-readable part disagree",
  "check-failed": "The machine-readable part does not add up",
  implausible: "What was read cannot be right",
  "not-read": "Not found on the document",
};
