/** Invented people, the same every time. None of them exists. */
import type { Officer, Psc } from "../record.ts";

const FORENAMES = (
  "Amelia Benedict Ciara Dafydd Elspeth Farah Gareth Hana Ifeoma Jonah Keira Lorcan Maeve Nikhil Orla Pavel Quentin Rhiannon " +
  "Samira Tobias Una Viktor Winifred Xanthe Yusuf Zoë"
).split(" ");
const SURNAMES = (
  "ABERNETHY BLACKTHORN CARDEW DUNMORE EASTLAKE FENWICK-HOLT GRANTHAM HOLLOWAY INGLEBY JESMOND KINGSCOTE LOXLEY MARCHBANKS " +
  "NETHERTON O'DONOVAN PEMBERLEY QUILLER RAVENSCAR SELWORTHY THISTLEWOOD UPCOTT VENNING WINTERBOURNE YARDLEY ZIELIŃSKI"
).split(" ");
const OCCUPATIONS = ["Company Director", "Accountant", "Engineer", "Retailer", "Solicitor", "Consultant", "Designer"];
const NATIONALITIES = ["British", "British", "British", "Irish", "British,Polish", "French", "Indian"];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const two = (n: number): string => String(n).padStart(2, "0");

const forename = (n: number): string => pick(FORENAMES, n * 7 + Math.floor(n / 26));
const surname = (n: number): string => pick(SURNAMES, n * 11 + Math.floor(n / 25));

/** Officer number `n` of the invented people; `appointedOn` is empty for those appointed before records began. */
export function officer(n: number, role: string, appointedOn: string, more: Partial<Officer> = {}): Officer {
  return {
    name: `${surname(n)}, ${forename(n)}${n % 3 === 0 ? ` ${forename(n + 5)}` : ""}`,
    officer_role: role,
    ...(appointedOn ? { appointed_on: appointedOn } : {}),
    ...(role.endsWith("secretary")
      ? {}
      : {
          date_of_birth: { month: (n % 12) + 1, year: 1948 + ((n * 13) % 50) },
          nationality: pick(NATIONALITIES, n),
          country_of_residence: n % 6 === 0 ? "Scotland" : "England",
          occupation: pick(OCCUPATIONS, n),
        }),
    address: {
      premises: String((n % 90) + 1),
      address_line_1: "Orchard Row",
      locality: "Leeds",
      postal_code: "LS1 1AA",
    },
    ...more,
  };
}

/** The person with significant control who is officer `n`. */
export function individual(n: number, notifiedOn: string, natures: string[], more: Partial<Psc> = {}): Psc {
  const title = n % 2 === 0 ? "Ms" : "Mr";
  const last = surname(n)
    .toLowerCase()
    .replaceAll(/(^|[-' ])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
  return {
    kind: "individual-person-with-significant-control",
    name: `${title} ${forename(n)} ${last}`,
    name_elements: { title, forename: forename(n), surname: last },
    natures_of_control: natures,
    notified_on: notifiedOn,
    ceased: false,
    date_of_birth: { month: (n % 12) + 1, year: 1948 + ((n * 13) % 50) },
    nationality: pick(NATIONALITIES, n),
    country_of_residence: "England",
    address: {
      premises: String((n % 90) + 1),
      address_line_1: "Orchard Row",
      locality: "Leeds",
      postal_code: "LS1 1AA",
    },
    ...more,
  };
}

/** `count` officers appointed one after another since `fromYear`; the first `serving` still serve. */
export const roster = (first: number, count: number, serving: number, fromYear: number, role = "director"): Officer[] =>
  Array.from({ length: count }, (_, i) => {
    const year = fromYear + Math.floor(((count - i) * (2024 - fromYear)) / (count + 1));
    const appointedOn = `${year}-${two((i % 12) + 1)}-${two((i % 27) + 1)}`;
    const resigned =
      i < serving ? {} : { resigned_on: `${Math.min(2025, year + 3 + (i % 4))}-${two(((i + 5) % 12) + 1)}-15` };
    return officer(first + i, role, appointedOn, resigned);
  });

export const SHARES_75 = [
  "ownership-of-shares-75-to-100-percent",
  "voting-rights-75-to-100-percent",
  "right-to-appoint-and-remove-directors",
];
export const SHARES_50 = ["ownership-of-shares-50-to-75-percent", "voting-rights-50-to-75-percent"];
export const SHARES_25 = ["ownership-of-shares-25-to-50-percent", "voting-rights-25-to-50-percent"];
