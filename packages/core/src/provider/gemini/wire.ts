/** What we ask the model for, and what it may answer: one strict shape, written twice because the API speaks its own schema language. */
import * as z from "zod";

/** Fields that are one text each, with where and how surely they were read. */
export const TEXT_FIELDS = [
  "firstName",
  "lastName",
  "dateOfBirth",
  "nationality",
  "documentNumber",
  "expiryDate",
  "issueDate",
  "placeOfBirth",
] as const;
export const ADDRESS_FIELDS = ["line1", "city", "postcode", "country"] as const;
export const DOCUMENT_TYPES = ["passport", "driving_licence", "other"] as const;

const field = (description: string) => ({
  type: "object",
  nullable: true,
  description,
  properties: {
    value: { type: "string" },
    confidence: { type: "number", description: "0 to 1: how sure that every character is read rightly" },
    page: { type: "integer", description: "on which page, from 1" },
    // The name and the order of the numbers that the models are trained on.
    box_2d: {
      type: "array",
      nullable: true,
      description: "where on that page the value is printed: [ymin, xmin, ymax, xmax], each 0 to 1000",
      items: { type: "integer" },
      minItems: 4,
      maxItems: 4,
    },
  },
  required: ["value", "confidence", "page", "box_2d"],
});
const date = (what: string) => field(`${what} as YYYY-MM-DD`);

/** For `generationConfig.responseSchema`. */
export const RESPONSE_SCHEMA = {
  type: "object",
  properties: {
    documentType: { type: "string", format: "enum", enum: [...DOCUMENT_TYPES] },
    firstName: field("all given names, without titles"),
    lastName: field("the surname"),
    dateOfBirth: date("date of birth"),
    nationality: field("the nationality as printed; null on a driving licence"),
    documentNumber: field("passport number or driver number"),
    expiryDate: date("date of expiry"),
    issueDate: date("date of issue"),
    placeOfBirth: field("place of birth as printed"),
    address: {
      type: "object",
      nullable: true,
      properties: {
        line1: field("number and street"),
        city: field("town"),
        postcode: field("postcode"),
        country: field("country, when printed"),
      },
      required: [...ADDRESS_FIELDS],
    },
    mrzLines: {
      type: "array",
      description: "the machine-readable lines of a passport, character by character; empty when there are none",
      items: { type: "string" },
      maxItems: 3,
    },
  },
  required: ["documentType", ...TEXT_FIELDS, "address", "mrzLines"],
};

/** Longer than anything printed on an identity document. */
const MAX_TEXT = 120;
const MAX_PAGE = 50;

const Field = z
  .strictObject({
    value: z.string().max(MAX_TEXT),
    confidence: z.number().min(0).max(1),
    page: z.number().int().min(1).max(MAX_PAGE),
    /** Looked at by itself (box.ts): a wrong place does not spoil a reading. */
    box_2d: z.unknown().optional(),
  })
  .nullable();
export type WireField = z.infer<typeof Field>;

/** The model's answer. Anything more or less is refused whole. */
export const WireDocument = z.strictObject({
  documentType: z.enum(DOCUMENT_TYPES),
  firstName: Field,
  lastName: Field,
  dateOfBirth: Field,
  nationality: Field,
  documentNumber: Field,
  expiryDate: Field,
  issueDate: Field,
  placeOfBirth: Field,
  address: z.strictObject({ line1: Field, city: Field, postcode: Field, country: Field }).nullable(),
  mrzLines: z.array(z.string().max(50)).max(3),
});
export type WireDocument = z.infer<typeof WireDocument>;

const count = z.number().int().min(0).max(10_000_000);

/** Of the API's own answer, only what is used. */
export const WireAnswer = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: z.string().max(60).optional(),
        content: z
          .object({
            parts: z.array(z.object({ text: z.string().optional(), thought: z.boolean().optional() })).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({ blockReason: z.string().max(60).optional() }).optional(),
  usageMetadata: z
    .object({
      promptTokenCount: count.default(0),
      candidatesTokenCount: count.default(0),
      thoughtsTokenCount: count.default(0),
    })
    .default({ promptTokenCount: 0, candidatesTokenCount: 0, thoughtsTokenCount: 0 }),
  modelVersion: z.string().max(100).optional(),
});
export type WireAnswer = z.infer<typeof WireAnswer>;
