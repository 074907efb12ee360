/** What `generateContent` takes, as far as it matters here. Names that the API does not know are refused, as it does. */
import * as z from "zod";

/** The API's schema language: a part of OpenAPI 3.0. Types come in either case. */
export interface Schema {
  type?: string | undefined;
  format?: string | undefined;
  description?: string | undefined;
  nullable?: boolean | undefined;
  enum?: string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  items?: Schema | undefined;
  minItems?: number | string | undefined;
  maxItems?: number | string | undefined;
  propertyOrdering?: string[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
}
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.strictObject({
    type: z.string().optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    nullable: z.boolean().optional(),
    enum: z.array(z.string()).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    items: Schema.optional(),
    minItems: z.union([z.number(), z.string()]).optional(),
    maxItems: z.union([z.number(), z.string()]).optional(),
    propertyOrdering: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

const InlineData = z.strictObject({ mimeType: z.string(), data: z.base64() });
const Part = z.union([z.strictObject({ text: z.string() }), z.strictObject({ inlineData: InlineData })]);
const Content = z.strictObject({ role: z.string().optional(), parts: z.array(Part).min(1) });

export const GenerateContent = z.strictObject({
  contents: z.array(Content).min(1),
  systemInstruction: Content.optional(),
  safetySettings: z.array(z.strictObject({ category: z.string(), threshold: z.string() })).optional(),
  generationConfig: z
    .strictObject({
      responseMimeType: z.enum(["text/plain", "application/json"]).optional(),
      responseSchema: Schema.optional(),
      temperature: z.number().min(0).max(2).optional(),
      topP: z.number().optional(),
      topK: z.number().optional(),
      candidateCount: z.number().int().min(1).max(8).optional(),
      maxOutputTokens: z.number().int().min(1).optional(),
      stopSequences: z.array(z.string()).max(5).optional(),
      seed: z.number().int().optional(),
      thinkingConfig: z
        .strictObject({
          thinkingLevel: z.string().optional(),
          thinkingBudget: z.number().int().optional(),
          includeThoughts: z.boolean().optional(),
        })
        .optional(),
      mediaResolution: z.string().optional(),
    })
    .optional(),
});
export type GenerateContent = z.infer<typeof GenerateContent>;
export type InlineData = z.infer<typeof InlineData>;

/** The first thing wrong with a body, in the API's manner; null when it is fine. */
export function wrong(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  const names = issue?.code === "unrecognized_keys" ? issue.keys : [];
  return names.length > 0
    ? `Invalid JSON payload received. Unknown name "${names[0]}"${path ? ` at '${path}'` : ""}: Cannot find field.`
    : `Invalid value at '${path || "body"}': ${issue?.message ?? "wrong"}`;
}

/** What may be shown to the model. */
export const MIME_TYPES: readonly string[] = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/heic",
  "image/heif",
  "application/pdf",
];
/** Of one request, inline parts included: 20 MB of Base64. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;
