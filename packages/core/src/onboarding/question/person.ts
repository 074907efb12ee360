/** Who the person is that the firm identifies. */
import { KEPT_AML, type Question } from "./kind.ts";

const IDENTITY = "We have to identify you and check it against a document (regulation 28).";

export const PERSON: readonly Question[] = [
  {
    key: "contact_first_name",
    kind: "text",
    label: "What are your first names?",
    short: "First names",
    hint: "As they stand in your passport or driving licence, middle names too.",
    why: IDENTITY,
    kept: KEPT_AML,
    required: true,
    autocomplete: "given-name",
  },
  {
    key: "contact_last_name",
    kind: "text",
    label: "What is your last name?",
    short: "Last name",
    why: IDENTITY,
    kept: KEPT_AML,
    required: true,
    autocomplete: "family-name",
  },
  {
    key: "date_of_birth",
    kind: "date",
    label: "What is your date of birth?",
    short: "Date of birth",
    hint: "For example 27 3 1985",
    why: IDENTITY,
    kept: KEPT_AML,
    required: true,
    autocomplete: "bday",
  },
  {
    key: "nationality",
    kind: "text",
    label: "What is your nationality?",
    short: "Nationality",
    hint: "If you have more than one, give the one of the document you will show.",
    why: IDENTITY,
    kept: KEPT_AML,
    required: true,
  },
  {
    key: "contact_address",
    kind: "address",
    label: "What is your home address?",
    short: "Home address",
    why: "Your address is part of your identity (regulation 28), and letters from HMRC go there.",
    kept: KEPT_AML,
    required: true,
  },
];
