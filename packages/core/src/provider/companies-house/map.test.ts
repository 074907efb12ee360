import { expect, it } from "vitest";
import { toHit, toOfficer, toProfile, toPsc, toRegisteredOffice, toStatement } from "./map.ts";
import { listOf, WireHit, WireOfficer, WireProfile, WirePsc, WireStatement } from "./wire.ts";

/** Samples in the form the register documents, with invented people. */
const profile = {
  company_name: "BIRCH BOOKS LIMITED",
  company_number: "01234567",
  type: "ltd",
  company_status: "active",
  date_of_creation: "1976-11-08",
  jurisdiction: "england-wales",
  sic_codes: ["69201"],
  has_charges: false,
  has_insolvency_history: false,
  can_file: true,
  etag: "5a3c",
  registered_office_address: {
    address_line_1: "1 High Street",
    locality: "Leeds",
    region: "West Yorkshire",
    postal_code: "LS1 1AA",
    country: "England",
  },
  accounts: {
    accounting_reference_date: { day: "31", month: "03" },
    next_due: "2026-12-31",
    next_made_up_to: "2026-03-31",
    overdue: false,
  },
  confirmation_statement: { next_due: "2026-12-01", next_made_up_to: "2026-11-17", overdue: false },
  links: {
    self: "/company/01234567",
    officers: "/company/01234567/officers",
    persons_with_significant_control: "/company/01234567/persons-with-significant-control",
  },
};

const officers = [
  {
    name: "ALDER, Jane",
    officer_role: "director",
    appointed_on: "2019-04-01",
    date_of_birth: { month: 6, year: 1970 },
    nationality: "British",
    occupation: "Accountant",
    country_of_residence: "England",
    address: { premises: "1", address_line_1: "High Street" },
    identity_verification_details: { appointment_verification_statement_due_on: "2026-12-01" },
    links: { self: "/company/01234567/appointments/aB1", officer: { appointments: "/officers/xY2/appointments" } },
  },
  {
    name: "OAK, ELM & CO NOMINEES LTD",
    officer_role: "corporate-secretary",
    appointed_on: "2010-01-01",
    resigned_on: "2015-01-01",
    identification: { registration_number: "07654321", legal_form: "Limited company", country_registered: "England" },
    address: {},
    links: { self: "/company/01234567/appointments/aB3" },
  },
  {
    name: "O'BRIEN-McKAY, Seán Pádraig, Dr",
    officer_role: "director",
    is_pre_1992_appointment: true,
    appointed_before: "1991-06-14",
    identity_verification_details: {
      appointment_verification_start_on: "2025-12-01",
      appointment_verification_end_on: "2026-02-01",
      authorised_corporate_service_provider_name: "ALDER & CO",
    },
  },
];

const pscs = [
  {
    kind: "individual-person-with-significant-control",
    name: "Ms Jane Alder",
    name_elements: { title: "Ms", forename: "Jane", surname: "Alder" },
    natures_of_control: ["ownership-of-shares-75-to-100-percent"],
    notified_on: "2016-04-06",
    ceased: false,
    date_of_birth: { month: 6, year: 1970 },
    nationality: "British",
    etag: "c0de",
    links: { self: "/company/01234567/persons-with-significant-control/individual/n1" },
  },
  {
    kind: "corporate-entity-person-with-significant-control",
    name: "Birch Holdings Limited",
    natures_of_control: ["voting-rights-75-to-100-percent"],
    notified_on: "2016-04-06",
    ceased_on: "2020-01-31",
    identification: {
      registration_number: "07654321",
      legal_authority: "Companies Act 2006",
      place_registered: "England",
    },
  },
  {
    kind: "super-secure-person-with-significant-control",
    description: "super-secure-persons-with-significant-control",
    ceased: false,
  },
  { kind: "something-new-with-significant-control", name: "New Kind" },
];

it("keeps of a company what is used, in our words", () => {
  expect(toProfile(WireProfile.parse(profile))).toMatchSnapshot();
});

it("keeps of officers what is used: people, companies, appointments before 1992", () => {
  expect(officers.map((officer) => toOfficer(WireOfficer.parse(officer)))).toMatchSnapshot();
});

it("keeps of persons with significant control what is used, of every kind", () => {
  expect(pscs.map((psc) => toPsc(WirePsc.parse(psc)))).toMatchSnapshot();
});

it("maps statements and hits of a search", () => {
  const statement = {
    statement: "no-individual-or-entity-with-signficant-control",
    notified_on: "2016-04-06",
    etag: "x",
  };
  expect(toStatement(WireStatement.parse(statement))).toMatchSnapshot("statement");
  const hit = {
    kind: "searchresults#company",
    title: "BIRCH BOOKS LIMITED",
    company_number: "01234567",
    company_status: "active",
    company_type: "ltd",
    address_snippet: "1 High Street, Leeds, LS1 1AA",
  };
  expect(toHit(WireHit.parse(hit))).toMatchSnapshot("hit");
});

it("takes the barest company there is", () => {
  expect(
    toProfile(WireProfile.parse({ company_name: "X", company_number: "LP003456", type: "limited-partnership" })),
  ).toMatchSnapshot();
  expect(listOf(WireOfficer).parse({})).toEqual({});
});

it.each([
  [{ premises: "12", address_line_1: "Mill Lane" }, { addressLine1: "12 Mill Lane" }],
  [{ premises: "7a", address_line_1: "Mill Lane" }, { addressLine1: "7a Mill Lane" }],
  [{ premises: "Alder House", address_line_1: "Mill Lane" }, { addressLine1: "Alder House, Mill Lane" }],
  [{ premises: "Alder House" }, { addressLine1: "Alder House" }],
  [
    { care_of: "Larch LLP", po_box: "9", premises: "1", address_line_1: "High St", address_line_2: "Otley" },
    { addressLine1: "c/o Larch LLP", addressLine2: "PO Box 9, 1 High St, Otley" },
  ],
  [
    { locality: "Leeds", region: " ", postal_code: "LS1 1AA" },
    { city: "Leeds", postcode: "LS1 1AA" },
  ],
  [{ address_line_1: `${"é".repeat(300)}\n` }, { addressLine1: "é".repeat(120) }],
])("writes the address %j as %j", (wire, office) => expect(toRegisteredOffice(wire)).toEqual(office));

it("never shows a day, month or text that is none", () => {
  const officer = WireOfficer.parse({
    name: "ALDER,\u0000 Jane\u2028",
    officer_role: "director",
    appointed_on: "unknown",
    date_of_birth: { month: 13, year: 1970 },
    occupation: "x".repeat(500),
  });
  expect(toOfficer(officer)).toMatchObject({
    name: "Jane ALDER",
    appointedOn: null,
    dateOfBirth: null,
    occupation: "x".repeat(80),
  });
  const leap = { ...profile, accounts: { accounting_reference_date: { day: "29", month: "02" } } };
  expect(toProfile(WireProfile.parse(leap)).accounts?.yearEnd).toBe("02-28");
});
