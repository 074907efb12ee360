/** A client's answers in words, in the order they were asked. Pure. */
import type { Answered } from "../../onboarding/answer/read.ts";
import type { Question } from "../../onboarding/question/kind.ts";
import type { AnswerValue } from "../../onboarding/question/value.ts";
import type { Review } from "../schema.ts";

type Options = Question["options"];

/** Only what was answered. */
export const answersInWords = ({ sections, answers }: Pick<Answered, "sections" | "answers">): Review["answers"] =>
  sections.flatMap(({ title, questions }) =>
    questions.flatMap((question) => {
      const value = answers[question.key];
      const answer = value === undefined ? "" : inWords(question, value);
      return answer === "" ? [] : [{ section: title, question: question.label, answer }];
    }),
  );

function inWords({ options, fields = [] }: Question, value: AnswerValue): string {
  if (typeof value === "string") return chosen(options, value);
  if (!Array.isArray(value)) return Object.values(value).filter(Boolean).join(", ");
  return value
    .map((entry) =>
      fields
        .map((field) => chosen(field.options, entry[field.key] ?? ""))
        .filter(Boolean)
        .join(", "),
    )
    .join("; ");
}

const chosen = (options: Options, value: string): string =>
  options?.find((option) => option.value === value)?.label ?? value;
