/** What an answer may be, and what is wrong with one, in words for the person. Safe for the browser. */
import * as z from "zod";
import { normaliseCompanyNumber } from "../../company/schema.ts";
import type { FieldError } from "../../lib/error.ts";
import { Day, text } from "../../lib/schema.ts";
import type { Question } from "./kind.ts";

const MAX_TEXT = 500;
export const MAX_ENTRIES = 25;

/** As it comes from a browser: bounded, and checked against its question afterwards. */
export const AnswerInput = z.union([
  z.string().max(2000),
  z.record(z.string().max(40), z.string().max(500)),
  z.array(z.record(z.string().max(40), z.string().max(500))).max(MAX_ENTRIES, `must be at most ${MAX_ENTRIES}`),
]);
/** A text, day or choice; an address; or the entries of a list. */
export type AnswerValue = z.infer<typeof AnswerInput>;

export const ADDRESS_FIELDS = ["line1", "line2", "city", "postcode", "country"] as const;
const Address = z.strictObject({
  line1: text(120),
  line2: z.string().trim().max(120, "must be at most 120 characters").default(""),
  city: text(80),
  postcode: z.string().trim().toUpperCase().max(16, "must be at most 16 characters").default(""),
  country: text(80),
});

/** The parsed value, or what is wrong: `path` is empty for the whole answer, else `line1` or `0.name`. */
export type Checked = { value: AnswerValue } | { errors: FieldError[] };

/** `today` is London's day. */
export function checkAnswer(question: Question, given: AnswerValue, today: string): Checked {
  const { kind } = question;
  if (kind === "list") return checkList(question, given, today);
  if (kind === "address")
    return typeof given === "string" || Array.isArray(given)
      ? wrong(`Enter ${lower(question.short)}`)
      : parsed(Address, given, ADDRESS_WORDS);
  return checkOne({ ...question, kind }, given, today);
}

type Single = Pick<Question, "key" | "short" | "required" | "options"> & {
  kind: Exclude<Question["kind"], "list" | "address">;
};

function checkOne({ kind, key, short, required, options }: Single, given: AnswerValue, today: string): Checked {
  const typed = typeof given === "string" ? given.trim() : "";
  if (typed === "") return required ? wrong(missing(kind, short)) : { value: "" };
  switch (kind) {
    case "confirm":
      return typed === "yes" ? { value: "yes" } : wrong(missing(kind, short));
    case "choice":
      return options?.some(({ value }) => value === typed) ? { value: typed } : wrong("Choose one of the answers");
    case "company-number": {
      const number = normaliseCompanyNumber(typed);
      return number === null ? wrong("Enter a company number, such as 00445790 or SC123456") : { value: number };
    }
    case "date":
      return checkDay(typed, short, { today, isBirth: key === "date_of_birth" });
    case "text":
      return key === "code" && !/^\d{5}$/.test(typed)
        ? wrong("A SIC code has five digits")
        : parsed(text(MAX_TEXT), typed, {});
  }
}

function missing(kind: Single["kind"], short: string): string {
  if (kind === "choice") return "Choose an answer";
  return kind === "confirm" ? "Say that you have read this" : `Enter ${lower(short)}`;
}

const OLDEST = 1900;
const MIN_AGE = 16;

function checkDay(typed: string, name: string, { today, isBirth }: { today: string; isBirth: boolean }): Checked {
  const day = Day.safeParse(typed);
  if (!day.success) return wrong(`${name} must be a real date, with a day, a month and a year`);
  if (Number(day.data.slice(0, 4)) < OLDEST) return wrong(`${name} must have a year after ${OLDEST - 1}`);
  if (day.data > today) return wrong(`${name} must be in the past`);
  if (isBirth && day.data > `${Number(today.slice(0, 4)) - MIN_AGE}${today.slice(4)}`)
    return wrong(`${name} must be at least ${MIN_AGE} years ago`);
  return { value: day.data };
}

function checkList({ fields = [], required, entry = "entry" }: Question, given: AnswerValue, today: string): Checked {
  if (!Array.isArray(given)) return wrong(`Add at least one ${entry}`);
  if (given.length === 0) return required ? wrong(`Add at least one ${entry}`) : { value: [] };
  const errors: FieldError[] = [];
  const value = given.map((one, n) => {
    const kept: Record<string, string> = {};
    for (const field of fields) {
      const found = checkOne({ ...field, short: field.label }, one[field.key] ?? "", today);
      if ("errors" in found)
        errors.push({
          path: `${n}.${field.key}`,
          message: `${numbered(entry, n)}: ${lower(found.errors[0]?.message ?? "")}`,
        });
      else if (typeof found.value === "string" && found.value !== "") kept[field.key] = found.value;
    }
    return kept;
  });
  return errors.length > 0 ? { errors } : { value };
}

const ADDRESS_WORDS: Readonly<Record<string, string>> = {
  line1: "Enter the first line of the address",
  city: "Enter the town or city",
  country: "Enter the country",
};

function parsed(schema: z.ZodType<AnswerValue>, given: AnswerValue, words: Readonly<Record<string, string>>): Checked {
  const result = schema.safeParse(given);
  if (result.success) return { value: withoutEmpty(result.data) };
  return {
    errors: result.error.issues.map(({ path, code, message }) => {
      const name = path.join(".");
      const isMissing = code === "too_small" || code === "invalid_type";
      return { path: name, message: (isMissing ? words[name] : undefined) ?? sentence(message) };
    }),
  };
}

const withoutEmpty = (value: AnswerValue): AnswerValue =>
  typeof value === "string" || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, part]) => part !== "" && part !== undefined));

/** Several entries lack the same: the words say which. */
const numbered = (entry: string, n: number): string => `${entry.charAt(0).toUpperCase()}${entry.slice(1)} ${n + 1}`;
const wrong = (message: string): Checked => ({ errors: [{ path: "", message }] });
export const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const sentence = (message: string): string => `This ${message}`;
