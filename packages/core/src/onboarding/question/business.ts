/** What the business does, and who is behind it. */
import { KEPT_AML, type ListField, type Question } from "./kind.ts";

export const BUSINESS: readonly Question[] = [
  {
    key: "nature_of_business",
    kind: "text",
    label: "What does the business do?",
    short: "Business",
    hint: "A sentence is enough, for example: we design and plant gardens.",
    why: "We have to understand the purpose of working together (regulation 28(2)(c)).",
    kept: KEPT_AML,
    required: true,
  },
  {
    key: "annual_turnover",
    kind: "choice",
    label: "What is the yearly turnover, roughly?",
    short: "Turnover",
    hint: "If it is new, what you expect in the first year.",
    why: "It tells us what is usual for you, so that we notice what is not.",
    kept: KEPT_AML,
    required: true,
    options: [
      { value: "0-50k", label: "Up to £50,000" },
      { value: "50k-250k", label: "£50,000 to £250,000" },
      { value: "250k-1m", label: "£250,000 to £1 million" },
      { value: "1m-5m", label: "£1 million to £5 million" },
      { value: "5m+", label: "More than £5 million" },
    ],
  },
];

export const SIC_CODES: Question = {
  key: "sic_codes",
  kind: "list",
  label: "Which SIC codes are registered?",
  short: "SIC codes",
  hint: "Five digits each. They stand in the company's confirmation statement.",
  entry: "code",
  why: "They say in the register's words what the company does.",
  kept: KEPT_AML,
  required: false,
  fields: [{ key: "code", label: "SIC code", hint: "For example 81300", kind: "text", required: true }],
};

const SHARE: ListField = {
  key: "share",
  label: "How much do they own or control?",
  kind: "choice",
  required: true,
  options: [
    { value: "25-50", label: "25% to 50%" },
    { value: "50-75", label: "More than 50%, less than 75%" },
    { value: "75-100", label: "75% or more" },
    { value: "control", label: "Control in another way" },
  ],
};

export const OWNERS: Question = {
  key: "beneficial_owners",
  kind: "list",
  label: "Who owns or controls 25% or more?",
  short: "Owners",
  hint: "People, not companies: follow the shares up to the people behind them. If nobody has that much, give whoever runs the business.",
  entry: "owner",
  why: "We have to know the people behind the business (regulation 28(4)).",
  kept: KEPT_AML,
  required: true,
  fields: [
    { key: "name", label: "Full name", kind: "text", required: true },
    { key: "dateOfBirth", label: "Date of birth", hint: "For example 27 3 1985", kind: "date", required: true },
    { key: "nationality", label: "Nationality", kind: "text", required: false },
    SHARE,
  ],
};

export const PSC_REGISTER: Question = {
  key: "psc_register",
  kind: "list",
  label: "Who is on your register of people with significant control?",
  short: "PSC register",
  hint: "As the company's own register says it. We compare it with Companies House and have to report what differs (regulation 30A).",
  entry: "person",
  why: "We have to compare the company's own register with the public one (regulation 30A).",
  kept: KEPT_AML,
  required: false,
  fields: [
    { key: "name", label: "Full name", kind: "text", required: true },
    {
      key: "control",
      label: "Nature of control",
      hint: "For example owns 75% of the shares.",
      kind: "text",
      required: true,
    },
  ],
};
