/** A client's answers and what is suggested for those it has not given yet. */
import { today } from "../../lib/clock.ts";
import type { AnswerValue } from "../question/value.ts";
import { type Answers, questionsFor, type Section, sectionsFor } from "../question/catalogue.ts";
import { type LoadedCase, loadCase } from "../read.ts";
import { type AnswerItem, AnswerRow } from "./entity.ts";
import { checkAnswer } from "../question/value.ts";
import { suggestionsFor } from "./suggest.ts";
import type { Suggestion } from "./suggestion.ts";

export interface Answered extends LoadedCase {
  rows: ReadonlyMap<string, AnswerItem>;
  answers: Answers;
  sections: Section[];
}

/** The case with its answers, strongly. Three requests; there are a few dozen answers at most. */
export async function loadAnswers(clientId: string): Promise<Answered> {
  // The case first: whoever may not see the client reads none of its answers.
  const loaded = await loadCase(clientId);
  const { tenantId } = loaded.row;
  const { data } = await AnswerRow.query.byClient({ tenantId, clientId }).go({ consistent: true, pages: "all" });
  const rows = new Map(data.map((row) => [row.key, row]));
  const answers = Object.fromEntries(data.map(({ key, answer }): [string, AnswerValue] => [key, answer.value]));
  return { ...loaded, rows, answers, sections: sectionsFor(loaded.client.type, answers) };
}

/** What is known already about questions of this client: only what its question would take. */
export async function loadSuggestions({ client }: LoadedCase): Promise<ReadonlyMap<string, Suggestion>> {
  const questions = new Map(questionsFor(client.type).map((question) => [question.key, question]));
  const found = await suggestionsFor(client);
  const day = today();
  return new Map(
    found.flatMap((suggestion): [string, Suggestion][] => {
      const question = questions.get(suggestion.key);
      if (!question) return [];
      // An address or a list with a gap helps all the same: the client fills the gap.
      if (question.kind === "list" || question.kind === "address") return [[suggestion.key, suggestion]];
      const checked = checkAnswer(question, suggestion.value, day);
      return "errors" in checked ? [] : [[suggestion.key, { ...suggestion, value: checked.value }]];
    }),
  );
}
