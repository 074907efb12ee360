/** The body that is taken on, when it is one: a sole trader and a private person are never asked. */
import { KEPT_AML, type Question } from "./kind.ts";

const BODY = "We have to identify the business itself (regulation 28(3)).";

const name = (label: string, short: string): Question => ({
  key: "company_name",
  kind: "text",
  label,
  short,
  why: BODY,
  kept: KEPT_AML,
  required: true,
  autocomplete: "organization",
});

const address = (label: string, short: string): Question => ({
  key: "company_registered_address",
  kind: "address",
  label,
  short,
  why: BODY,
  kept: KEPT_AML,
  required: true,
});

/** Bodies on the register of Companies House. */
export const COMPANY: readonly Question[] = [
  {
    key: "company_number",
    kind: "company-number",
    label: "What is the company number?",
    short: "Company number",
    hint: "Eight characters, for example 00445790 or SC123456.",
    why: BODY,
    kept: KEPT_AML,
    required: true,
  },
  name("What is the company's registered name?", "Company name"),
  {
    key: "company_type",
    kind: "choice",
    label: "What kind of company is it?",
    short: "Kind of company",
    why: BODY,
    kept: KEPT_AML,
    required: true,
    options: [
      { value: "limited_company", label: "Private limited company (Ltd)" },
      { value: "plc", label: "Public limited company (PLC)" },
      { value: "llp", label: "Limited liability partnership (LLP)" },
      { value: "other", label: "Something else" },
    ],
  },
  address("What is the registered office address?", "Registered office"),
  {
    key: "incorporation_date",
    kind: "date",
    label: "When was it incorporated?",
    short: "Incorporated",
    hint: "For example 27 3 2015. It stands on the certificate of incorporation.",
    why: BODY,
    kept: KEPT_AML,
    required: false,
  },
  {
    key: "directors",
    kind: "list",
    label: "Who are the directors or members?",
    short: "Directors",
    entry: "director",
    why: "We have to know who runs the business (regulation 28(3)(b)).",
    kept: KEPT_AML,
    required: true,
    fields: [
      { key: "name", label: "Full name", kind: "text", required: true },
      { key: "role", label: "Role", hint: "For example director or designated member.", kind: "text", required: false },
    ],
  },
];

/** Partnerships, trusts, charities and the rest: a name and an address, and no number. */
export const ORGANISATION: readonly Question[] = [
  name("What is the organisation called?", "Organisation name"),
  address("What is its main address?", "Main address"),
];
