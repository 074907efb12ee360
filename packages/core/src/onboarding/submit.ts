/** The questionnaire is handed in: everything is checked once more, together. */
import { today } from "../lib/clock.ts";
import { type FieldError, VisibleError } from "../lib/error.ts";
import { loadAnswers } from "./answer/read.ts";
import { move } from "./move.ts";
import { forPortal, portalClient } from "./portal.ts";
import { type Answers, type Section } from "./question/catalogue.ts";
import { checkAnswer, lower } from "./question/value.ts";
import type { RiskAnswers } from "../case/rule/event.ts";
import { TAKES_ANSWERS } from "../case/rule/status.ts";
import { type PortalOnboarding, PortalSubmit } from "./schema.ts";

/** An answer that is saved between reading and submitting is read again; more than a few devices at once are not waited for. */
const MAX_TRIES = 4;

/**
 * Submits the answers; again is the same answer. Errors: `onboarding.incomplete` (a field for each question that lacks an
 * answer or has one that will not do), `onboarding.cannot-submitted`.
 */
export async function submit(input: PortalSubmit): Promise<PortalOnboarding> {
  const clientId = portalClient(PortalSubmit.parse(input));
  for (let tries = 1; ; tries += 1) {
    const { row, sections, answers, isStored } = await loadAnswers(clientId);
    if (TAKES_ANSWERS.has(row.status)) requireComplete(sections, answers);
    try {
      await move(
        clientId,
        { type: "submitted", riskAnswers: riskAnswers(answers) },
        isStored ? { version: row.version } : {},
      );
      return await forPortal({ clientId });
    } catch (error) {
      const isPassed = error instanceof VisibleError && error.code === "onboarding.version-conflict";
      if (!isPassed || tries >= MAX_TRIES) throw error;
    }
  }
}

function requireComplete(sections: readonly Section[], answers: Answers): void {
  const day = today();
  const errors = sections
    .flatMap(({ questions }) => questions)
    .flatMap((question): FieldError[] => {
      const value = answers[question.key];
      if (value === undefined && !question.required) return [];
      const found = checkAnswer(question, value ?? "", day);
      if ("value" in found) return [];
      return [{ path: question.key, message: inSummary(question.short, found.errors[0]?.message ?? "answer this") }];
    });
  if (errors.length > 0)
    throw new VisibleError("unprocessable", "onboarding.incomplete", "Some questions still need an answer.", {
      fields: errors,
    });
}

/** Away from its question a message has to say what it is about. */
const inSummary = (short: string, message: string): string =>
  message.toLowerCase().includes(short.toLowerCase()) ? message : `${short}: ${lower(message)}`;

/** Missing is never "no": whatever is not a clear no waits for a person. */
const riskAnswers = (answers: Answers): RiskAnswers => ({
  pep: answers.politically_exposed_person !== "no",
  highRiskCountry: answers.high_risk_jurisdictions !== "no",
  cashIntensive: answers.cash_intensive_business !== "no",
});
