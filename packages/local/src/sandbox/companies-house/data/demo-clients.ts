/** Companies that the demo firm, Alder & Co, would have as clients. Invented, apart from Tesco's public company facts. */
import { person } from "../../../specimen/person.ts";
import type { CompanyRecord } from "../record.ts";
import { individual, officer, roster, SHARES_25, SHARES_50, SHARES_75 } from "./people.ts";

/** Whose passport is the first specimen: with it somebody can be taken on whom every source agrees about. */
const holder = person(1);
const holderBorn = { month: Number(holder.bornOn.slice(5, 7)), year: Number(holder.bornOn.slice(0, 4)) };

export const demoClients: CompanyRecord[] = [
  {
    number: "00445790",
    name: "TESCO PLC",
    type: "plc",
    created: "1947-11-27",
    office: {
      premises: "Tesco House",
      address_line_1: "Shire Park",
      address_line_2: "Kestrel Way",
      locality: "Welwyn Garden City",
      postal_code: "AL7 1GA",
      country: "United Kingdom",
    },
    sic: ["47110"],
    yearEnd: [28, 2],
    charges: true,
    exempt: true,
    previousNames: [
      { name: "TESCO STORES (HOLDINGS) PUBLIC LIMITED COMPANY", effective_from: "1947-11-27", ceased_on: "1983-08-25" },
    ],
    // More than one page of the default size: invented people, not the real board.
    officers: [
      officer(1, "secretary", "2020-04-06"),
      officer(2, "director", "2020-10-01", {
        identity_verification_details: {
          appointment_verification_start_on: "2025-12-01",
          appointment_verification_statement_date: "2025-12-01",
        },
      }),
      ...roster(3, 50, 11, 1993),
      officer(60, "director", "", {
        appointed_before: "1991-06-14",
        is_pre_1992_appointment: true,
        resigned_on: "1997-08-29",
      }),
    ],
  },
  {
    number: "09134567",
    name: "ROWAN & DAUGHTERS LTD",
    type: "ltd",
    created: "2014-07-17",
    office: {
      premises: "12",
      address_line_1: "Mill Lane",
      locality: "Hebden Bridge",
      region: "West Yorkshire",
      postal_code: "HX7 8AA",
      country: "England",
    },
    sic: ["10710", "47240"],
    yearEnd: [31, 7],
    officers: [
      officer(70, "director", "2014-07-17", {
        name: "ROWAN, Margaret Anne",
        date_of_birth: { month: 3, year: 1961 },
        nationality: "British",
        occupation: "Baker",
        identity_verification_details: { appointment_verification_statement_due_on: "2027-07-30" },
      }),
      officer(71, "director", "2016-02-01", {
        name: "ROWAN, Iris",
        date_of_birth: { month: 11, year: 1989 },
        nationality: "British",
        occupation: "Baker",
      }),
      officer(72, "director", "2016-02-01", {
        name: "ROWAN, Hazel",
        date_of_birth: { month: 5, year: 1992 },
        nationality: "British",
        occupation: "Bookkeeper",
      }),
    ],
    pscs: [
      individual(70, "2016-07-17", SHARES_50, {
        name: "Mrs Margaret Anne Rowan",
        name_elements: { title: "Mrs", forename: "Margaret", middle_name: "Anne", surname: "Rowan" },
        date_of_birth: { month: 3, year: 1961 },
        nationality: "British",
        identity_verification_details: { appointment_verification_statement_due_on: "2027-07-31" },
      }),
      individual(71, "2016-07-17", SHARES_25, {
        name: "Ms Iris Rowan",
        date_of_birth: { month: 11, year: 1989 },
        nationality: "British",
      }),
    ],
  },
  {
    number: "10245681",
    name: "ALDER TIMBER MERCHANTS LIMITED",
    type: "ltd",
    created: "2016-06-22",
    office: {
      premises: "Unit 4",
      address_line_1: "Canal Wharf",
      locality: "Leeds",
      postal_code: "LS11 5PS",
      country: "England",
    },
    sic: ["46730"],
    yearEnd: [31, 3],
    charges: true,
    officers: [
      officer(75, "director", "2016-06-22"),
      officer(76, "secretary", "2016-06-22"),
      officer(77, "director", "2018-01-09", { resigned_on: "2021-03-31" }),
    ],
    pscs: [
      individual(75, "2016-06-22", SHARES_75),
      individual(77, "2018-01-09", SHARES_25, { ceased: true, ceased_on: "2021-03-31" }),
    ],
  },
  {
    number: "11457812",
    name: "HAWTHORN & SON PLUMBING LTD",
    type: "ltd",
    created: "2018-07-11",
    overdue: true,
    office: {
      premises: "7a",
      address_line_1: "Station Road",
      locality: "Otley",
      postal_code: "LS21 1AB",
      country: "England",
    },
    sic: ["43220"],
    yearEnd: [31, 7],
    officers: [officer(80, "director", "2018-07-11"), officer(81, "director", "2019-05-05")],
    pscs: [individual(80, "2018-07-11", SHARES_50), individual(81, "2019-05-05", SHARES_25)],
  },
  {
    number: "12569034",
    name: "BRAMBLE PHYSIOTHERAPY LIMITED",
    type: "ltd",
    created: "2020-04-22",
    office: {
      care_of: "Alder & Co",
      premises: "1",
      address_line_1: "High Street",
      locality: "Leeds",
      region: "West Yorkshire",
      postal_code: "LS1 1AA",
      country: "England",
    },
    sic: ["86900"],
    yearEnd: [30, 4],
    officers: [
      officer(84, "director", "2020-04-22", {
        identity_verification_details: {
          appointment_verification_start_on: "2026-01-12",
          appointment_verification_statement_date: "2026-01-12",
          identity_verified_on: "2026-01-10",
          authorised_corporate_service_provider_name: "ALDER & CO",
          anti_money_laundering_supervisory_bodies: ["Institute of Chartered Accountants in England and Wales (ICAEW)"],
        },
      }),
    ],
    pscs: [
      individual(84, "2020-04-22", SHARES_75, {
        identity_verification_details: {
          appointment_verification_start_on: "2026-01-12",
          identity_verified_on: "2026-01-10",
          authorised_corporate_service_provider_name: "ALDER & CO",
        },
      }),
    ],
  },
  {
    number: "12345678",
    name: "TEST COMPANY LTD",
    type: "ltd",
    created: "2019-12-05",
    office: {
      premises: "10",
      address_line_1: "Test Street",
      locality: "London",
      postal_code: "EC1A 1BB",
      country: "England",
    },
    sic: ["69201"],
    yearEnd: [31, 12],
    officers: [
      officer(88, "director", "2019-12-05"),
      officer(89, "secretary", "2020-01-01", { resigned_on: "2022-06-30" }),
    ],
    pscs: [individual(88, "2019-12-05", SHARES_75)],
  },
  {
    number: "14790911",
    name: "THISTLE LANTERNS LTD",
    type: "ltd",
    created: "2023-04-03",
    office: {
      premises: "3",
      address_line_1: "Lantern Street",
      locality: "Port Merrow",
      postal_code: "QQ6 6KL",
      country: "England",
    },
    sic: ["27400"],
    yearEnd: [30, 4],
    officers: [
      officer(90, "director", "2023-04-03", {
        name: `${holder.surname.toUpperCase()}, ${holder.givenNames}`,
        date_of_birth: holderBorn,
        nationality: "Utopian",
      }),
    ],
    pscs: [
      individual(90, "2023-04-03", SHARES_75, {
        name: `Mr ${holder.givenNames} ${holder.surname}`,
        name_elements: { title: "Mr", forename: holder.givenNames, surname: holder.surname },
        date_of_birth: holderBorn,
        nationality: "Utopian",
      }),
    ],
  },
];
