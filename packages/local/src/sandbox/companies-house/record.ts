/**
 * Records of the register as its API writes them. The fixtures in `data/` are written with these; due dates are worked out
 * when asked, because a register whose dates all lie in the past teaches nobody anything.
 */
import { createHash } from "node:crypto";

export interface Address {
  premises?: string;
  care_of?: string;
  po_box?: string;
  address_line_1?: string;
  address_line_2?: string;
  locality?: string;
  region?: string;
  postal_code?: string;
  country?: string;
}

interface Identification {
  identification_type?: string;
  registration_number?: string;
  legal_form?: string;
  legal_authority?: string;
  place_registered?: string;
  country_registered?: string;
}

interface Verification {
  appointment_verification_start_on?: string;
  appointment_verification_end_on?: string;
  appointment_verification_statement_date?: string;
  appointment_verification_statement_due_on?: string;
  identity_verified_on?: string;
  authorised_corporate_service_provider_name?: string;
  anti_money_laundering_supervisory_bodies?: string[];
  preferred_name?: string;
}

interface BirthMonth {
  month: number;
  year: number;
}

export interface Officer {
  name: string;
  officer_role: string;
  appointed_on?: string;
  appointed_before?: string;
  is_pre_1992_appointment?: boolean;
  resigned_on?: string;
  date_of_birth?: BirthMonth;
  nationality?: string;
  occupation?: string;
  country_of_residence?: string;
  address?: Address;
  identification?: Identification;
  identity_verification_details?: Verification;
  former_names?: { forenames?: string; surname?: string }[];
}

export interface Psc {
  kind: string;
  name?: string;
  description?: string;
  name_elements?: { title?: string; forename?: string; middle_name?: string; surname: string };
  natures_of_control?: string[];
  notified_on?: string;
  ceased_on?: string;
  ceased?: boolean;
  date_of_birth?: BirthMonth;
  nationality?: string;
  country_of_residence?: string;
  address?: Address;
  identification?: Identification;
  identity_verification_details?: Verification;
}

interface Statement {
  statement: string;
  notified_on: string;
  ceased_on?: string;
}

export interface CompanyRecord {
  number: string;
  name: string;
  type: string;
  status?: string;
  statusDetail?: string;
  created: string;
  ceased?: string;
  jurisdiction?: string;
  office?: Address;
  sic?: string[];
  /** Day and month of the accounting reference date. */
  yearEnd?: [day: number, month: number];
  /** The last accounts were not filed in time. */
  overdue?: boolean;
  insolvency?: boolean;
  charges?: boolean;
  previousNames?: { name: string; effective_from: string; ceased_on: string }[];
  officers?: Officer[];
  pscs?: Psc[];
  statements?: Statement[];
  /** How an empty list is answered, as the register does both: 404, or 200 with no items. Without it, the profile has no link. */
  emptyLists?: "404" | "200";
  /** Traded companies and some others need not name PSCs: the profile then links `exemptions` and no PSC list. */
  exempt?: boolean;
}

export const etagOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 40);

const day = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, dayOfMonth: number): Date => new Date(Date.UTC(year, month - 1, dayOfMonth));
const lastOf = (year: number, month: number): number => utc(year, month + 1, 0).getUTCDate();

/** Accounts are due nine months after the year end (six for a plc). */
function accounts(record: CompanyRecord, nowMs: number) {
  const [refDay, refMonth] = record.yearEnd ?? [31, 3];
  const months = record.type === "plc" ? 6 : 9;
  const periodEnd = (year: number) => utc(year, refMonth, Math.min(refDay, lastOf(year, refMonth)));
  const dueOf = (year: number) => utc(year, refMonth + months, Math.min(refDay, lastOf(year, refMonth + months)));
  let year = new Date(nowMs).getUTCFullYear() - 2;
  while (dueOf(year).getTime() < nowMs) year += 1;
  if (record.overdue) year -= 1;
  return {
    accounting_reference_date: { day: String(refDay).padStart(2, "0"), month: String(refMonth).padStart(2, "0") },
    next_made_up_to: day(periodEnd(year)),
    next_due: day(dueOf(year)),
    overdue: record.overdue === true,
    last_accounts: { made_up_to: day(periodEnd(year - 1)), type: "full" },
  };
}

/** A confirmation statement is due 14 days after each anniversary. */
function confirmation(record: CompanyRecord, nowMs: number) {
  const [, month = 1, dayOfMonth = 1] = record.created.split("-").map(Number);
  const at = (year: number) => utc(year, month, Math.min(dayOfMonth, lastOf(year, month)));
  const fortnight = 14 * 86_400_000;
  let year = new Date(nowMs).getUTCFullYear() - 1;
  while (at(year).getTime() + fortnight < nowMs) year += 1;
  return { next_made_up_to: day(at(year)), next_due: day(new Date(at(year).getTime() + fortnight)), overdue: false };
}

const LIVE = new Set(["active", "liquidation", "administration", "receivership", "voluntary-arrangement", "open"]);

/** `GET /company/{number}`. */
export function profileOf(record: CompanyRecord, nowMs: number): Record<string, unknown> {
  const self = `/company/${record.number}`;
  const status = record.status ?? "active";
  const linked = (list: readonly unknown[] | undefined) => Boolean(list?.length) || record.emptyLists !== undefined;
  const body = {
    company_name: record.name,
    company_number: record.number,
    type: record.type,
    company_status: status,
    ...(record.statusDetail ? { company_status_detail: record.statusDetail } : {}),
    date_of_creation: record.created,
    ...(record.ceased ? { date_of_cessation: record.ceased } : {}),
    jurisdiction: record.jurisdiction ?? "england-wales",
    ...(record.office ? { registered_office_address: record.office } : {}),
    registered_office_is_in_dispute: false,
    undeliverable_registered_office_address: false,
    ...(record.sic ? { sic_codes: record.sic } : {}),
    has_been_liquidated: status === "liquidation",
    has_charges: record.charges === true,
    has_insolvency_history: record.insolvency === true,
    has_super_secure_pscs: record.pscs?.some((psc) => psc.kind.startsWith("super-secure")) ?? false,
    can_file: status === "active",
    ...(record.previousNames ? { previous_company_names: record.previousNames } : {}),
    ...(LIVE.has(status)
      ? { accounts: accounts(record, nowMs), confirmation_statement: confirmation(record, nowMs) }
      : {}),
    links: {
      self,
      filing_history: `${self}/filing-history`,
      ...(linked(record.officers) ? { officers: `${self}/officers` } : {}),
      ...(record.exempt
        ? { exemptions: `${self}/exemptions` }
        : linked(record.pscs)
          ? { persons_with_significant_control: `${self}/persons-with-significant-control` }
          : {}),
      ...(record.statements
        ? { persons_with_significant_control_statements: `${self}/persons-with-significant-control-statements` }
        : {}),
      ...(record.insolvency ? { insolvency: `${self}/insolvency` } : {}),
      ...(record.charges ? { charges: `${self}/charges` } : {}),
    },
  };
  return { etag: etagOf(body), ...body };
}

export const oneLine = (office: Address | undefined): string =>
  [
    [office?.premises, office?.address_line_1].filter(Boolean).join(" "),
    office?.address_line_2,
    office?.locality,
    office?.region,
    office?.country,
    office?.postal_code,
  ]
    .filter(Boolean)
    .join(", ");
