/** Answers as the client and the firm see them. Pure. */
import type { Answer, AskedSection } from "../schema.ts";
import type { Section } from "../question/catalogue.ts";
import type { AnswerItem } from "./entity.ts";
import type { Suggestion } from "./suggestion.ts";

export const toAnswer = (row: AnswerItem): Answer => ({
  value: row.answer.value,
  source: row.source,
  reason: row.reason ?? null,
  place: row.place ?? null,
  confirmedAt: row.confirmedAt,
  confirmedBy: row.confirmedByName,
  wording: row.wording ?? null,
  version: row.version,
});

/** The sections with their answers; a suggestion only where there is none. */
export const toSections = (
  sections: readonly Section[],
  rows: ReadonlyMap<string, AnswerItem>,
  suggestions: ReadonlyMap<string, Suggestion>,
): AskedSection[] =>
  sections.map(({ key, title, questions }) => {
    const required = questions.filter((question) => question.required);
    return {
      key,
      title,
      required: required.length,
      answered: required.filter((question) => rows.has(question.key)).length,
      questions: questions.map((question) => {
        const row = rows.get(question.key);
        const suggestion = row ? undefined : suggestions.get(question.key);
        return {
          ...question,
          answer: row ? toAnswer(row) : null,
          suggestion: suggestion
            ? {
                value: suggestion.value,
                source: suggestion.source,
                isFilled: suggestion.isFilled,
                reason: suggestion.reason,
                place: suggestion.place ?? null,
              }
            : null,
        };
      }),
    };
  });
