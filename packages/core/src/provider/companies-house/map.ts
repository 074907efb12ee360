/** The register's records in our words. Pure: no clock, no network. Lengths are bounded to what our own forms accept. */
import type { Company, CompanyHit, Officer, Psc, PscStatement, RegisteredOffice } from "../../company/schema.ts";
import type {
  WireAddress,
  WireHit,
  WireIdentification,
  WireIdentityVerification,
  WireOfficer,
  WireProfile,
  WirePsc,
  WireStatement,
} from "./wire.ts";

/** A company without its people. `lists` says which of its lists exist at all, so that no call is spent on the others. */
export type Profile = Omit<
  Company,
  "directors" | "pscs" | "pscStatements" | "peopleComplete" | "source" | "fetchedAt"
> & {
  lists: { officers: boolean; pscs: boolean; statements: boolean };
};

/** One line, trimmed, at most `max` characters; null when nothing is left. */
function line(value: string | null | undefined, max = 160): string | null {
  const text = (value ?? "")
    .normalize("NFC")
    // oxlint-disable-next-line no-control-regex -- the register has a few records with line breaks and worse
    .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029\s]+/g, " ")
    .trim();
  return text ? Array.from(text).slice(0, max).join("") : null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A day, or null for anything that is not one. */
const day = (value: string | null | undefined): string | null => (value && DAY.test(value) ? value : null);

const two = (n: number): string => String(n).padStart(2, "0");

const birthMonth = (value: { month: number; year: number } | null | undefined): string | null =>
  value && value.month >= 1 && value.month <= 12 && value.year >= 1800 && value.year <= 2200
    ? `${value.year}-${two(value.month)}`
    : null;

/** Address lines: care of and PO box first, then premises with the street; a fourth part would be lost and joins the second. */
export function toRegisteredOffice(wire: WireAddress | null | undefined): RegisteredOffice {
  if (!wire) return {};
  const premises = line(wire.premises);
  const street = line(wire.address_line_1);
  // "1" + "High Street" is one line, "Alder House" + "High Street" are written with a comma.
  const first =
    premises && street ? `${premises}${/^\d+\w?$/.test(premises) ? " " : ", "}${street}` : (premises ?? street);
  const parts = [
    wire.care_of ? `c/o ${wire.care_of}` : null,
    wire.po_box ? `PO Box ${wire.po_box}` : null,
    first,
    wire.address_line_2,
  ].flatMap((part) => line(part) ?? []);
  const office = {
    addressLine1: line(parts[0], 120),
    addressLine2: line(parts.slice(1).join(", "), 120),
    city: line(wire.locality, 80),
    county: line(wire.region, 80),
    postcode: line(wire.postal_code, 16),
    country: line(wire.country, 80),
  };
  return Object.fromEntries(Object.entries(office).filter(([, value]) => value !== null));
}

const toFiling = (due: {
  next_due?: string | null | undefined;
  next_made_up_to?: string | null | undefined;
  overdue?: boolean | null | undefined;
}) => ({
  nextDueOn: day(due.next_due),
  nextMadeUpToOn: day(due.next_made_up_to),
  overdue: due.overdue === true,
});

/** `MM-DD`; a year end on 29 February is the 28th in three years of four. */
function toYearEnd(date: { day: number; month: number } | null | undefined): string | null {
  if (!date || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return null;
  const last = new Date(Date.UTC(2001, date.month, 0)).getUTCDate();
  return `${two(date.month)}-${two(Math.min(date.day, last))}`;
}

export const toProfile = (wire: WireProfile): Profile => ({
  companyName: line(wire.company_name) ?? wire.company_number,
  companyNumber: wire.company_number,
  companyType: wire.type,
  companyStatus: wire.company_status ?? "unknown",
  companyStatusDetail: wire.company_status_detail ?? null,
  jurisdiction: wire.jurisdiction ?? null,
  registeredOffice: toRegisteredOffice(wire.registered_office_address),
  incorporatedOn: day(wire.date_of_creation),
  dissolvedOn: day(wire.date_of_cessation),
  sicCodes: (wire.sic_codes ?? []).slice(0, 10),
  accounts: wire.accounts
    ? { ...toFiling(wire.accounts), yearEnd: toYearEnd(wire.accounts.accounting_reference_date) }
    : null,
  confirmationStatement: wire.confirmation_statement ? toFiling(wire.confirmation_statement) : null,
  hasInsolvencyHistory: wire.has_insolvency_history === true,
  hasCharges: wire.has_charges === true,
  lists: {
    officers: Boolean(wire.links?.officers),
    pscs: Boolean(wire.links?.persons_with_significant_control),
    statements: Boolean(wire.links?.persons_with_significant_control_statements),
  },
});

const toIdentification = (wire: WireIdentification | null | undefined) =>
  wire
    ? {
        registrationNumber: line(wire.registration_number, 40),
        legalForm: line(wire.legal_form),
        legalAuthority: line(wire.legal_authority),
        placeRegistered: line(wire.place_registered ?? wire.country_registered),
      }
    : null;

/** Verified for this role: a start, and no end. */
const toIdentityVerification = (wire: WireIdentityVerification | null | undefined) =>
  wire
    ? {
        verified:
          day(wire.appointment_verification_start_on) !== null && day(wire.appointment_verification_end_on) === null,
        startOn: day(wire.appointment_verification_start_on),
        endOn: day(wire.appointment_verification_end_on),
        dueOn: day(wire.appointment_verification_statement_due_on),
        statementOn: day(wire.appointment_verification_statement_date),
        agentName: line(wire.authorised_corporate_service_provider_name),
      }
    : null;

/** The appointment's own id, the last part of its link; a record without one is told by what does not change of it. */
const idOf = (self: string | null | undefined, ...otherwise: (string | null | undefined)[]): string =>
  line(self?.split("/").at(-1), 80) ?? line(otherwise.map((part) => part ?? "").join("|"), 200) ?? "";

const isCorporate = (wire: WireOfficer): boolean =>
  wire.officer_role.startsWith("corporate") || Boolean(wire.identification);

export const toOfficer = (wire: WireOfficer): Officer => ({
  id: idOf(wire.links?.self, wire.name, wire.officer_role, wire.appointed_on ?? wire.appointed_before),
  name: isCorporate(wire) ? (line(wire.name) ?? "") : toPersonName(wire.name),
  role: line(wire.officer_role, 80) ?? "officer",
  kind: isCorporate(wire) ? "corporate" : "person",
  isActive: day(wire.resigned_on) === null,
  dateOfBirth: birthMonth(wire.date_of_birth),
  nationality: line(wire.nationality, 80),
  occupation: line(wire.occupation, 80),
  countryOfResidence: line(wire.country_of_residence, 80),
  appointedOn: day(wire.appointed_on),
  appointedBeforeOn: day(wire.appointed_before),
  isPre1992: wire.is_pre_1992_appointment === true,
  resignedOn: day(wire.resigned_on),
  identification: toIdentification(wire.identification),
  identityVerification: toIdentityVerification(wire.identity_verification_details),
});

/**
 * "ALDER, Jane Mary" is the register's way of writing Jane Mary ALDER. The surname keeps its capitals: guessing at McDonald,
 * O'Brien or van der Berg would change people's names. A name of another form is left as it is.
 */
function toPersonName(name: string): string {
  const written = line(name) ?? "";
  const parts = /^([^,]+), ([^,]+)(?:, ([^,]+))?$/.exec(written);
  const surname = parts?.[1] ?? "";
  if (!parts || surname !== surname.toUpperCase()) return written;
  return [parts[3], parts[2], surname].filter(Boolean).join(" ");
}

const PSC_KINDS: [RegExp, Psc["kind"]][] = [
  [/^super-secure/, "super-secure"],
  [/^individual/, "individual"],
  [/^corporate-entity/, "corporate"],
  [/^legal-person/, "legal-person"],
];

export const toPsc = (wire: WirePsc): Psc => ({
  id: idOf(wire.links?.self, wire.kind, wire.name, wire.notified_on),
  name: line(wire.name) ?? "Protected person (details withheld by the register)",
  kind: PSC_KINDS.find(([form]) => form.test(wire.kind))?.[1] ?? "other",
  isActive: wire.ceased !== true && day(wire.ceased_on) === null,
  naturesOfControl: (wire.natures_of_control ?? []).slice(0, 20).flatMap((nature) => line(nature, 120) ?? []),
  notifiedOn: day(wire.notified_on),
  ceasedOn: day(wire.ceased_on),
  dateOfBirth: birthMonth(wire.date_of_birth),
  nationality: line(wire.nationality, 80),
  countryOfResidence: line(wire.country_of_residence, 80),
  identification: toIdentification(wire.identification),
  identityVerification: toIdentityVerification(wire.identity_verification_details),
});

export const toStatement = (wire: WireStatement): PscStatement => ({
  statement: wire.statement,
  notifiedOn: day(wire.notified_on),
  ceasedOn: day(wire.ceased_on),
});

export const toHit = (wire: WireHit): CompanyHit => ({
  companyName: line(wire.title) ?? wire.company_number,
  companyNumber: wire.company_number,
  companyType: wire.company_type ?? "unknown",
  companyStatus: wire.company_status ?? "unknown",
  address: line(wire.address_snippet, 300),
  incorporatedOn: day(wire.date_of_creation),
  dissolvedOn: day(wire.date_of_cessation),
});
