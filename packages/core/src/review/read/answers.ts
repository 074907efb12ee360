/** A client's answers in words, in the order they were asked. Pure. */
import { formatDay } from "../../lib/text/day.ts";
import type { Answered } from "../../onboarding/answer/read.ts";
import type { Question } from "../../onboarding/question/kind.ts";
import type { AnswerValue } from "../../onboarding/question/value.ts";
import type { Review } from "../schema.ts";

type Asked = Pick<Question, "kind" | "options">;

/** Only what was answered. */
export const answersInWords = ({ sections, answers }: Pick<Answered, "sections" | "answers">): Review["answers"] =>
  sections.flatMap(({ title, questions }) =>
    questions.flatMap((question) => {
      const value = answers[question.key];
      const answer = value === undefined ? "" : inWords(question, value);
      return answer === "" ? [] : [{ section: title, question: question.label, answer }];
    }),
  );

function inWords(question: Question, value: AnswerValue): string {
  const { fields = [] } = question;
  if (typeof value === "string") return single(question, value);
  if (!Array.isArray(value)) return Object.values(value).filter(Boolean).join(", ");
  return value
    .map((entry) =>
      fields
        .map((field) => single(field, entry[field.key] ?? ""))
        .filter(Boolean)
        .join(", "),
    )
    .join("; ");
}

function single({ kind, options }: Asked, value: string): string {
  if (kind === "confirm") return "Read";
  if (kind === "date" && value !== "") return formatDay(value);
  return options?.find((option) => option.value === value)?.label ?? value;
}
