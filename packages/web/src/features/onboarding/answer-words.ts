import { ADDRESS_FIELDS, type AnswerValue, type AskedQuestion } from "@practice-hub/core/onboarding/schema";
import { longDate } from "../../lib/time/date.ts";

export const ADDRESS_WORDS: Record<(typeof ADDRESS_FIELDS)[number], { label: string; autocomplete: string }> = {
  line1: { label: "Address line 1", autocomplete: "address-line1" },
  line2: { label: "Address line 2", autocomplete: "address-line2" },
  city: { label: "Town or city", autocomplete: "address-level2" },
  postcode: { label: "Postcode", autocomplete: "postal-code" },
  country: { label: "Country", autocomplete: "country-name" },
};

type Shown = Pick<AskedQuestion, "kind" | "options" | "fields">;

/** An answer in words, one line each. */
export function answerLines({ kind, options, fields = [] }: Shown, value: AnswerValue): string[] {
  if (typeof value === "string") return [oneLine(kind, options, value)];
  if (Array.isArray(value)) {
    if (value.length === 0) return ["None"];
    return value.map((entry) =>
      fields
        .flatMap((field) => (entry[field.key] ? [oneLine(field.kind, field.options, entry[field.key] ?? "")] : []))
        .join(", "),
    );
  }
  return ADDRESS_FIELDS.flatMap((part) => (value[part] ? [value[part]] : []));
}

function oneLine(kind: string, options: AskedQuestion["options"], value: string): string {
  if (value === "") return "Not given";
  if (kind === "confirm") return "Read";
  if (kind === "choice") return options?.find((option) => option.value === value)?.label ?? value;
  // What the browser holds may be half a date.
  return kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDate(value) : value;
}

const FROM = { register: "From Companies House", document: "From your document" } as const;
/** For staff, whose document it is not. */
const FROM_STAFF = { ...FROM, document: "From the client’s document" } as const;

/** Where an answer or a suggestion comes from; null for what was typed. */
export const sourceWords = (
  source: "typed" | "document" | "register",
  reader: "client" | "staff" = "client",
): string | null => (source === "typed" ? null : (reader === "client" ? FROM : FROM_STAFF)[source]);
