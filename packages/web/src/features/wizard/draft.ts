/**
 * The new-client wizard's answers, and what follows from them. Pure: the pages only send events. Nothing typed is ever
 * thrown away by going back or by choosing another type; what does not apply is only left out of what is sent.
 */
import type { ClientCreateInput, ClientType } from "@practice-hub/core/client/schema";
import type { Company } from "@practice-hub/core/company/schema";

export const STEPS = ["type", "details", "people", "contact", "check"] as const;
export type Step = (typeof STEPS)[number];

/** Somebody typed by hand. */
export interface DraftPerson {
  name: string;
  role: string;
}
export interface DraftAddress {
  addressLine1: string;
  addressLine2: string;
  city: string;
  county: string;
  postcode: string;
  country: string;
}
export interface DraftContact {
  name: string;
  email: string;
  phone: string;
  jobTitle: string;
}

export interface Draft {
  type: ClientType | null;
  /** What stands in the look-up box: a number or a name. */
  lookup: string;
  /** What the register said; null until a look-up succeeded. */
  company: Company | null;
  /** The details are typed, because the register is away, has no such company, or the person prefers to. */
  byHand: boolean;
  companyNumber: string;
  name: string;
  address: DraftAddress;
  people: DraftPerson[];
  contact: DraftContact;
  /** The steps that were answered. */
  done: Step[];
}

const NO_ADDRESS: DraftAddress = {
  addressLine1: "",
  addressLine2: "",
  city: "",
  county: "",
  postcode: "",
  country: "",
};

export const EMPTY: Draft = {
  type: null,
  lookup: "",
  company: null,
  byHand: false,
  companyNumber: "",
  name: "",
  address: NO_ADDRESS,
  people: [],
  contact: { name: "", email: "", phone: "", jobTitle: "" },
  done: [],
};

export type DraftEvent =
  | { type: "typed"; change: Partial<Pick<Draft, "lookup" | "companyNumber" | "name" | "address" | "contact">> }
  | { type: "type-chosen"; value: ClientType }
  | { type: "company-found"; company: Company }
  | { type: "company-cleared" }
  | { type: "by-hand"; companyNumber: string }
  | { type: "person-added"; person: DraftPerson }
  | { type: "person-removed"; index: number }
  | { type: "step-done"; step: Step }
  | { type: "discarded" };

/** Which types stand on the register of companies, so that their details can be looked up. */
export const onRegister = (type: ClientType | null): boolean =>
  type === "limited_company" || type === "llp" || type === "company" || type === "charity";

export function reduce(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case "typed":
      return { ...draft, ...event.change };
    case "type-chosen":
      return draft.type === event.value
        ? draft
        : { ...draft, type: event.value, done: draft.done.filter((step) => step !== "details") };
    case "company-found":
      return {
        ...draft,
        company: event.company,
        byHand: false,
        companyNumber: event.company.companyNumber,
        name: event.company.companyName,
        address: filled(event.company.registeredOffice),
      };
    case "company-cleared":
      return {
        ...draft,
        company: null,
        byHand: false,
        companyNumber: "",
        name: "",
        address: NO_ADDRESS,
        done: draft.done.filter((step) => step !== "details"),
      };
    case "by-hand":
      return { ...draft, company: null, byHand: true, companyNumber: event.companyNumber };
    case "person-added":
      return { ...draft, people: [...draft.people, event.person] };
    case "person-removed":
      return { ...draft, people: draft.people.filter((_, index) => index !== event.index) };
    case "step-done":
      return draft.done.includes(event.step) ? draft : { ...draft, done: [...draft.done, event.step] };
    case "discarded":
      return EMPTY;
  }
}

/** The first step that still needs an answer; `check` when none does. */
export const firstOpen = (draft: Draft): Step =>
  STEPS.find((step) => step !== "check" && !draft.done.includes(step)) ?? "check";

/** Whether a step may be shown: everything before it is answered. */
export const mayShow = (draft: Draft, step: Step): boolean => STEPS.indexOf(step) <= STEPS.indexOf(firstOpen(draft));

export const stepAfter = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? "check";

/** Every part of an address, those not given as empty boxes. */
const filled = (office: Company["registeredOffice"]): DraftAddress => ({
  addressLine1: office.addressLine1 ?? "",
  addressLine2: office.addressLine2 ?? "",
  city: office.city ?? "",
  county: office.county ?? "",
  postcode: office.postcode ?? "",
  country: office.country ?? "",
});

const given = (value: string): string | undefined => (value.trim() === "" ? undefined : value.trim());

/** What is sent. With a company number, name and address go along only where they differ from the register's. */
export function toClient(draft: Draft): ClientCreateInput {
  const registered = onRegister(draft.type);
  const company = registered && !draft.byHand ? draft.company : null;
  const name = given(draft.name);
  const address = Object.fromEntries(
    Object.entries(draft.address).flatMap(([part, value]) => (given(value) ? [[part, value.trim()]] : [])),
  );
  const sameAddress =
    company !== null && JSON.stringify(sorted(address)) === JSON.stringify(sorted(company.registeredOffice));
  const number = registered ? given(company?.companyNumber ?? draft.companyNumber) : undefined;
  const { contact } = draft;
  return {
    type: draft.type ?? "other",
    ...(number ? { companyNumber: number } : {}),
    ...(name && name !== company?.companyName ? { name } : {}),
    ...(Object.keys(address).length > 0 && !sameAddress ? { registeredOffice: address } : {}),
    contact: {
      name: contact.name.trim(),
      ...(given(contact.email) ? { email: given(contact.email) } : {}),
      ...(given(contact.phone) ? { phone: given(contact.phone) } : {}),
      ...(given(contact.jobTitle) ? { jobTitle: given(contact.jobTitle) } : {}),
    },
    people: draft.people.map(({ name: person, role }) => ({
      kind: "officer",
      name: person.trim(),
      ...(given(role) ? { role: given(role) } : {}),
    })),
  };
}

const sorted = (address: object): [string, unknown][] =>
  Object.entries(address)
    .filter(([, value]) => value !== undefined && value !== "")
    .toSorted(([one], [other]) => one.localeCompare(other));

/** A stored draft, or null when it is not one of this version. */
export function parseDraft(stored: string | null): Draft | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== "object" || value === null) return null;
    const known = Object.entries(EMPTY).every(
      ([name, like]) => name in value && sameKind((value as Record<string, unknown>)[name], like),
    );
    return known ? (value as Draft) : null;
  } catch {
    return null;
  }
}

const sameKind = (value: unknown, like: unknown): boolean =>
  like === null || value === null || (Array.isArray(like) ? Array.isArray(value) : typeof value === typeof like);

/** Whether there is anything to lose. */
export const isEmpty = (draft: Draft): boolean => JSON.stringify(draft) === JSON.stringify(EMPTY);
