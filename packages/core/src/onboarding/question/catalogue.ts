/** Which questions are asked of whom, in which order. Pure; safe for the browser. Keys: the reference's questionnaire. */
import type { ClientType } from "../../client/schema.ts";
import type { AnswerValue } from "./value.ts";
import { BUSINESS, OWNERS, PSC_REGISTER, SIC_CODES } from "./business.ts";
import { COMPANY, ORGANISATION } from "./company.ts";
import { CONSENT, RISK } from "./consent.ts";
import type { Question } from "./kind.ts";
import { PERSON } from "./person.ts";

export interface Section {
  key: "before" | "person" | "company" | "business" | "ownership" | "risk";
  title: string;
  questions: readonly Question[];
}

export type Answers = Readonly<Record<string, AnswerValue | undefined>>;

const REGISTERED: ReadonlySet<ClientType> = new Set(["company", "limited_company", "llp"]);
const ORGANISED: ReadonlySet<ClientType> = new Set(["partnership", "trust", "charity", "other"]);

/** A question that is asked only after another one was answered so. */
const ASKED_WHEN: Readonly<Record<string, readonly [key: string, value: string]>> = {
  pep_details: ["politically_exposed_person", "yes"],
  high_risk_jurisdictions_details: ["high_risk_jurisdictions", "yes"],
};

function sections(type: ClientType): Section[] {
  const isRegistered = REGISTERED.has(type);
  const isBody = isRegistered || ORGANISED.has(type);
  const company = isRegistered ? COMPANY : ORGANISATION;
  const business = [...(type === "individual" ? [] : BUSINESS), ...(isRegistered ? [SIC_CODES] : [])];
  const owners = [OWNERS, ...(isRegistered ? [PSC_REGISTER] : [])];
  const all: Section[] = [
    { key: "before", title: "Before you start", questions: CONSENT },
    { key: "person", title: "About you", questions: PERSON },
    {
      key: "company",
      title: isRegistered ? "Your company" : "Your organisation",
      questions: isBody ? company : [],
    },
    { key: "business", title: "Your business", questions: business },
    { key: "ownership", title: "Who owns and controls it", questions: isBody ? owners : [] },
    { key: "risk", title: "Questions the law asks us to ask", questions: RISK },
  ];
  return all.filter(({ questions }) => questions.length > 0);
}

/** The sections of a client of this type, with the questions that its answers so far make it be asked. */
export const sectionsFor = (type: ClientType, answers: Answers): Section[] =>
  sections(type).map((section) => ({
    ...section,
    questions: section.questions.filter(({ key }) => {
      const [other, value] = ASKED_WHEN[key] ?? [];
      return other === undefined || answers[other] === value;
    }),
  }));

/** Every question a client of this type may be asked. */
export const questionsFor = (type: ClientType): Question[] => sections(type).flatMap(({ questions }) => questions);
