import type { AnswerValue } from "@practice-hub/core/onboarding/schema";
import { Checkbox } from "../../../../ui/form/choice.tsx";
import { FieldError, fieldId } from "../../../../ui/form/field.tsx";
import { Input, Textarea } from "../../../../ui/form/input.tsx";
import type { AskedQuestion } from "../queries.ts";
import { AddressBoxes } from "./address.tsx";
import { ChoiceCards } from "./choice.tsx";
import { DateBoxes, paddedDate } from "./date.tsx";
import { Entries } from "./entries.tsx";

/** The id of the heading that asks: every control is named by it. */
export const HEADING = "question";
export const HINT = "question-hint";

/** What an unanswered question holds. A list begins with one entry to fill in, when one is needed. */
export function emptyValue({ kind, required }: AskedQuestion): AnswerValue {
  if (kind === "address") return { country: "United Kingdom" };
  if (kind === "list") return required ? [{}] : [];
  return "";
}

/** The value as it is sent. */
export function sentValue({ kind, fields = [] }: AskedQuestion, value: AnswerValue): AnswerValue {
  if (typeof value === "string") return kind === "date" ? paddedDate(value) : value;
  if (!Array.isArray(value)) return value;
  const dates = new Set(fields.flatMap((field) => (field.kind === "date" ? [field.key] : [])));
  return value.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([key, part]) => [key, dates.has(key) ? paddedDate(part) : part])),
  );
}

interface Props {
  question: AskedQuestion;
  value: AnswerValue;
  onChange: (value: AnswerValue) => void;
  error: (path: string) => string | undefined;
}

const LONG = new Set(["nature_of_business", "pep_details", "high_risk_jurisdictions_details"]);

/** The control of a question of any kind. */
export function Control({ question, value, onChange, error }: Props) {
  if (question.kind === "list")
    return <Entries question={question} value={Array.isArray(value) ? value : []} onChange={onChange} error={error} />;
  if (question.kind === "address")
    return (
      <fieldset className="min-w-0" aria-labelledby={HEADING}>
        <AddressBoxes
          value={typeof value === "string" || Array.isArray(value) ? {} : value}
          onChange={onChange}
          error={error}
        />
      </fieldset>
    );
  const typed = typeof value === "string" ? value : "";
  if (question.kind === "choice")
    return (
      <ChoiceCards
        name="value"
        options={question.options ?? []}
        value={typed}
        onChange={onChange}
        labelledBy={HEADING}
        error={error("value")}
      />
    );
  return (
    <>
      <Single question={question} typed={typed} onChange={onChange} invalid={error("value") !== undefined} />
      {error("value") ? <FieldError id={ERROR}>{error("value")}</FieldError> : null}
    </>
  );
}

const ERROR = "question-error";

interface SingleProps {
  question: AskedQuestion;
  typed: string;
  onChange: (value: string) => void;
  invalid: boolean;
}

function Single({ question, typed, onChange, invalid }: SingleProps) {
  const described = [question.hint ? HINT : "", invalid ? ERROR : ""].filter(Boolean).join(" ") || undefined;
  const id = fieldId("value");
  if (question.kind === "confirm")
    return (
      <Checkbox
        id={id}
        label="I have read this"
        aria-invalid={invalid || undefined}
        aria-describedby={described}
        checked={typed === "yes"}
        onChange={(event) => onChange(event.target.checked ? "yes" : "")}
      />
    );
  if (question.kind === "date")
    return (
      <fieldset className="min-w-0" aria-labelledby={HEADING}>
        <DateBoxes
          id={id}
          value={typed}
          onChange={onChange}
          isBirth={question.autocomplete === "bday"}
          invalid={invalid}
          describedBy={described}
        />
      </fieldset>
    );
  const shared = {
    id,
    "aria-labelledby": HEADING,
    "aria-describedby": described,
    "aria-invalid": invalid || undefined,
    autoComplete: question.autocomplete ?? "off",
    value: typed,
  };
  return LONG.has(question.key) ? (
    <Textarea {...shared} rows={3} onChange={(event) => onChange(event.target.value.replaceAll("\n", " "))} />
  ) : (
    <Input {...shared} onChange={(event) => onChange(event.target.value)} />
  );
}
