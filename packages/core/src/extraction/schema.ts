/** Reading identity documents: what was read, what may be pre-filled, and why not. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { DocumentId } from "../document/schema.ts";
import { Day, Instant } from "../lib/schema.ts";
import { DOCUMENT_TYPES, MANUAL } from "./kind.ts";

/** The names of the integration reference (F31). */
export const FIELD_KEYS = [
  "firstName",
  "lastName",
  "dateOfBirth",
  "nationality",
  "documentNumber",
  "expiryDate",
  "issueDate",
  "placeOfBirth",
  "address",
] as const;
export const FieldKey = z.enum(FIELD_KEYS);
export type FieldKey = z.infer<typeof FieldKey>;

/**
 * `filled`: the document itself proves the value, so it may be pre-filled, marked as read by machine. `offered`: read clearly,
 * but nothing on the document proves it: shown, to be taken over by a click. `withheld`: no value, only the reason.
 */
export const FieldState = z.enum(["filled", "offered", "withheld"]);
export type FieldState = z.infer<typeof FieldState>;

/** Why a field is as it is, in words for who uploaded the document. */
export const REASONS = {
  proven: "Read twice on your document, in print and in its machine-readable part. Both agree.",
  unproven: "Read clearly. Nothing else on the document confirms it, so compare it with your document.",
  doubted: "Read clearly. Another part of the document does not agree with itself, so compare it with your document.",
  unsure: "It could not be read clearly enough.",
  differs: "The print and the machine-readable part of the document do not say the same.",
  "check-failed": "The machine-readable part of the document does not add up, so it may have been misread.",
  implausible: "What was read cannot be right.",
  "not-read": "It was not found on the document.",
} as const;
export type FieldReason = keyof typeof REASONS;
export const FieldReason = z.custom<FieldReason>((value) => typeof value === "string" && value in REASONS);

export const ReadAddress = z.object({
  line1: z.string().nullable(),
  city: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string().nullable(),
});
export type ReadAddress = z.infer<typeof ReadAddress>;

const Edge = z.number().min(0).max(1000);
/** A part of a page as it is shown, in thousandths of its height and width. */
export const ReadBox = z.object({ top: Edge, left: Edge, bottom: Edge, right: Edge });
export type ReadBox = z.infer<typeof ReadBox>;

/** One field as it was read. Dates `YYYY-MM-DD`; `confidence` is the model's own, from 0 to 1; `page` from 1. */
export const ReadField = z.object({
  key: FieldKey,
  state: FieldState,
  value: z.union([z.string(), ReadAddress]).nullable(),
  confidence: z.number().nullable(),
  page: z.number().int().nullable(),
  /** Where on the page; null when the model did not say, or what it said was no place. */
  box: ReadBox.nullable(),
  reason: FieldReason,
});
export type ReadField = z.infer<typeof ReadField>;

export const DocumentType = z.enum(DOCUMENT_TYPES);
export type DocumentType = z.infer<typeof DocumentType>;

/** Where a value was read: what a page needs to show it beside the value. */
export const ReadPlace = z.object({
  documentId: DocumentId,
  documentType: DocumentType,
  page: z.number().int(),
  box: ReadBox.nullable(),
});
export type ReadPlace = z.infer<typeof ReadPlace>;

/** Why nothing was read, in words that say how to go on. Never a dead end: everything can be typed in. */
export const MANUAL_REASONS: Readonly<Record<(typeof MANUAL)[number], string>> = {
  "not-identity":
    "No passport or driving licence could be recognised on it. Try a sharper photo, or type the answers in yourself.",
  unreadable: "The document could not be read. Try a sharper photo, or type the answers in yourself.",
  declined: "The reading service declined this document. Type the answers in yourself.",
  file: "The reading service could not open this file. Try a JPG, PNG or PDF, or type the answers in yourself.",
  quota: "Too many documents are being read just now. Type the answers in yourself, or try again later.",
  unavailable: "The reading service does not answer. Type the answers in yourself, or try again later.",
  off: "Your accountant has switched this off. Type the answers in yourself.",
  gone: "The document is no longer there. Upload it again, or type the answers in yourself.",
};
export const ManualReason = z.enum(MANUAL);
export type ManualReason = z.infer<typeof ManualReason>;

/** What the person agrees to, as the page shows it; another wording is another version. */
export const AI_CONSENT =
  "The picture of your passport or driving licence is sent to Google’s Gemini service, which reads the text on it. It decides nothing about you, and you check everything it fills in. Google may process it outside the United Kingdom.";
export const AI_CONSENT_VERSION = "2026-11-25";

/** POST /api/portal/extractions: the person agrees that this document is read by machine. */
export const ExtractionStart = z.strictObject({
  documentId: DocumentId,
  consent: z.literal(AI_CONSENT_VERSION, { error: "must be the consent that is shown now: load the page anew" }),
});
export type ExtractionStart = z.infer<typeof ExtractionStart>;

/** One document's reading. `manual` means: type it in; with `canRetry` another try is allowed. */
export const Extraction = z.object({
  documentId: DocumentId,
  clientId: ClientId,
  status: z.enum(["reading", "done", "manual"]),
  manual: ManualReason.nullable(),
  canRetry: z.boolean(),
  documentType: DocumentType.nullable(),
  fields: z.array(ReadField),
  /** The day on which the document expired; null while it is valid. */
  expiredOn: Day.nullable(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Extraction = z.infer<typeof Extraction>;

/** GET /api/portal/extractions. */
export const ExtractionQuery = z.object({ clientId: ClientId.optional() });
export const Extractions = z.object({
  /** Whether the firm lets documents be read. */
  enabled: z.boolean(),
  items: z.array(Extraction),
});
export type Extractions = z.infer<typeof Extractions>;

/** The best reading of one field over all of a client's documents. */
export const Suggestion = ReadField.extend({ documentId: DocumentId, documentType: DocumentType, readAt: Instant });
export type Suggestion = z.infer<typeof Suggestion>;

/** The firm's switch. `version` 0: never set, which is off. */
export const ReadingSetting = z.object({
  enabled: z.boolean(),
  version: z.number().int(),
  changedAt: Instant.nullable(),
  /** Why the last reading of the month failed, and who can help; null when it did not. */
  trouble: z.string().nullable(),
  /** This month, UTC. The cost in millionths of a US dollar, as the provider bills it. */
  month: z.object({
    documents: z.number().int(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    costMicroUsd: z.number().int(),
  }),
});
export type ReadingSetting = z.infer<typeof ReadingSetting>;

/** PATCH /api/settings/document-reading. */
export const ReadingSettingUpdate = z.strictObject({ enabled: z.boolean(), version: z.number().int().min(0) });
export type ReadingSettingUpdate = z.infer<typeof ReadingSettingUpdate>;
