/** What each of the five sources says of a client and its person, for the matrix. Pure. */
import type { ClientItem } from "../../client/entity.ts";
import type { Suggestion } from "../../extraction/schema.ts";
import type { VerificationItem } from "../../kyc/index.ts";
import type { Answers } from "../../onboarding/question/catalogue.ts";
import type { AnswerValue } from "../../onboarding/question/value.ts";
import type { PersonItem } from "../../person/entity.ts";
import type { PostalAddress } from "../../comparison/address.ts";
import { compareBirth } from "../../comparison/birth.ts";
import type { Owner, RegisterPsc, Share } from "../match/discrepancy.ts";
import type { Said, Statements } from "../match/matrix.ts";
import { compareNames } from "../../comparison/name.ts";
import type { PersonName } from "../../comparison/spelling.ts";

export interface Sources {
  client: ClientItem;
  answers: Answers;
  people: readonly PersonItem[];
  /** The newest check that has a result. */
  check: VerificationItem | undefined;
  /** What was read off the uploaded documents, by F31's names. */
  extracted: readonly Suggestion[];
  /** What Xero's contact had when it was synced last. */
  contact: Readonly<Record<string, string | null>> | undefined;
}

/** A body that Companies House knows. */
export const isCompany = ({ type }: ClientItem): boolean =>
  type === "company" || type === "limited_company" || type === "llp";

export function statementsOf(sources: Sources): Statements {
  const { client, answers, people, check, extracted, contact } = sources;
  const told = answered(answers);
  return {
    document: extracted.length > 0 ? read(extracted) : { absent: "No document has been read." },
    answers: Object.keys(told).length > 0 ? told : { absent: "The client has not answered yet." },
    register: registered(client, people, told),
    check: check ? checked(check) : { absent: "There is no result of an identity check." },
    xero: contact ? inXero(client, contact) : { absent: "The client is not linked with a contact in Xero." },
  };
}

const word = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** Only what is there: an absent fact is missing, never empty. */
const present = (said: { [F in keyof Said]: Said[F] | undefined }): Said =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

const nameOf = (given: string | undefined, family: string | undefined): PersonName | undefined =>
  given === undefined && family === undefined ? undefined : { given: given ?? "", family: family ?? "" };

function postal(value: AnswerValue | undefined): PostalAddress | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const { line1, line2, city, postcode } = value;
  const lines = [line1, line2, city].filter((line) => line !== undefined && line !== "") as string[];
  return lines.length > 0 ? { lines, postcode: postcode || null } : undefined;
}

function read(fields: readonly Suggestion[]): Said {
  const value = (key: Suggestion["key"]) => fields.find((field) => field.key === key)?.value ?? undefined;
  const one = (key: Suggestion["key"]): string | undefined => word(value(key));
  const address = value("address");
  return present({
    name: nameOf(one("firstName"), one("lastName")),
    dateOfBirth: one("dateOfBirth"),
    nationality: one("nationality"),
    address:
      typeof address === "object"
        ? postal({ line1: address.line1 ?? "", city: address.city ?? "", postcode: address.postcode ?? "" })
        : undefined,
    documentNumber: one("documentNumber"),
    documentExpiry: one("expiryDate"),
  });
}

const answered = (answers: Answers): Said =>
  present({
    name: nameOf(word(answers.contact_first_name), word(answers.contact_last_name)),
    dateOfBirth: word(answers.date_of_birth),
    nationality: word(answers.nationality),
    address: postal(answers.contact_address),
    companyName: word(answers.company_name),
    companyNumber: word(answers.company_number),
    companyAddress: postal(answers.company_registered_address),
  });

const checked = ({ person, document }: VerificationItem): Said =>
  present({
    name: nameOf(person?.given, person?.family),
    dateOfBirth: person?.dateOfBirth ?? undefined,
    address: person?.address ?? undefined,
    documentNumber: document?.number || undefined,
    documentExpiry: document?.expiryDate ?? undefined,
  });

/** The register's company, and of its people the one that the client's person is. */
function registered(client: ClientItem, people: readonly PersonItem[], told: Said): Statements["register"] {
  if (!isCompany(client)) return { absent: "This client is not on the register of Companies House." };
  if (client.registerSource !== "register") return { absent: "The register has not been read for this client." };
  const person = personOf(people, told);
  const office = client.registeredOffice;
  return present({
    name: person?.name,
    dateOfBirth: person?.dateOfBirth,
    nationality: person?.nationality,
    companyName: client.registeredName,
    companyNumber: client.companyNumber,
    companyAddress: office
      ? {
          lines: [office.addressLine1, office.addressLine2, office.city].filter((line) => line !== undefined),
          postcode: office.postcode ?? null,
        }
      : undefined,
  });
}

/** The officer or PSC of the client's name, by month of birth when there are several; else one of the same birth. */
function personOf(people: readonly PersonItem[], { name, dateOfBirth }: Said): PersonItem | undefined {
  const serving = people.filter(({ rank, source }) => rank === "0" && source === "register");
  const born = (one: PersonItem): boolean =>
    dateOfBirth !== undefined && one.dateOfBirth !== undefined && compareBirth(dateOfBirth, one.dateOfBirth).agree;
  const named = name === undefined ? [] : serving.filter((one) => compareNames(name, one.name).agree);
  return named.find(born) ?? named[0] ?? serving.find(born);
}

function inXero(client: ClientItem, contact: Readonly<Record<string, string | null>>): Said {
  const name = contact.name ?? undefined;
  const { line1, line2, city, postcode } = contact;
  const lines = [line1, line2, city].filter((line) => typeof line === "string");
  const address = lines.length > 0 ? { lines, postcode: postcode ?? null } : undefined;
  if (!isCompany(client)) return present({ name });
  return present({ companyName: name, companyNumber: contact.companyNumber ?? undefined, companyAddress: address });
}

/** The owners that the client declared. */
export function ownersOf(answers: Answers): Owner[] {
  const list = answers.beneficial_owners;
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ name, dateOfBirth, share }) =>
    name === undefined
      ? []
      : [{ name, dateOfBirth: dateOfBirth ?? null, share: SHARES.find((one) => one === share) ?? null }],
  );
}
const SHARES: readonly Share[] = ["25-50", "50-75", "75-100", "control"];

/** The active PSCs that the register named. */
export const pscsOf = (people: readonly PersonItem[]): RegisterPsc[] =>
  people
    .filter(({ kind, rank, source }) => kind === "psc" && rank === "0" && source === "register")
    .map(({ name, dateOfBirth, naturesOfControl, role }) => ({
      name,
      dateOfBirth: dateOfBirth ?? null,
      naturesOfControl,
      individual: role === undefined || role === "individual",
    }));
