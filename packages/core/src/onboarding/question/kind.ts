/** What a question is made of. Safe for the browser. */
import * as z from "zod";

const Option = z.object({ value: z.string(), label: z.string(), hint: z.string().optional() });

/** One field of one entry of a list: an owner's name, date of birth, share. */
const ListField = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  kind: z.enum(["text", "date", "choice"]),
  required: z.boolean(),
  options: z.array(Option).optional(),
});
export type ListField = z.infer<typeof ListField>;

/** How a question is answered: `confirm` is a statement to read and agree to, `list` any number of entries of the same fields. */
export const QUESTION_KINDS = ["text", "company-number", "date", "choice", "confirm", "address", "list"] as const;

export const Question = z.object({
  key: z.string(),
  kind: z.enum(QUESTION_KINDS),
  /** The question as it is asked, and as few words as a summary has room for. */
  label: z.string(),
  short: z.string(),
  hint: z.string().optional(),
  /** Paragraphs to read before answering. */
  statement: z.array(z.string()).optional(),
  /** Why it is asked, and how long the answer is kept. */
  why: z.string(),
  kept: z.string(),
  required: z.boolean(),
  options: z.array(Option).optional(),
  /** Of a list: the fields of one entry, and what one is called. */
  fields: z.array(ListField).optional(),
  entry: z.string().optional(),
  /** The browser's `autocomplete`, for what people keep in it. */
  autocomplete: z.string().optional(),
  /** Which wording was agreed to, kept with the answer. */
  wording: z.string().optional(),
});
export type Question = z.infer<typeof Question>;

/** Regulation 40 of the Money Laundering Regulations 2017: five years from the end of the relationship, then gone. */
export const KEPT_AML =
  "Kept until five years after you stop being a client, then deleted (Money Laundering Regulations 2017, regulation 40).";

const YES_NO = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
] as const;
export const yesNo = () => YES_NO.map((option) => ({ ...option }));
