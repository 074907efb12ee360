/** Invented people. No name, address or number belongs to anybody; their country is ICAO's own example, Utopia. */
import { chance } from "./chance.ts";

export interface Person {
  surname: string;
  /** One or more, separated by spaces. */
  givenNames: string;
  sex: "F" | "M";
  /** `YYYY-MM-DD`. */
  bornOn: string;
  bornIn: string;
  address: { line1: string; city: string; postcode: string };
}

const SURNAMES = [
  "Rowan",
  "Quillfeather",
  "Ashdown-Reed",
  "O'Marl",
  "Björnvik",
  "Fenwick",
  "Thistle",
  "Müllerin",
  "Larkspur",
  "MacBramble",
  "Vale",
  "Dovecote",
] as const;
const GIVEN = {
  F: ["Iris", "Anna Maria", "Zoë", "Marigold", "Élodie", "Wren"],
  M: ["Jonas", "Piers Alder", "Tobias", "Åke", "Robin", "Ned"],
} as const;
const PLACES = ["Amaurot", "Port Merrow", "Lower Fenbury", "Quaymouth"] as const;
const STREETS = ["Mill Lane", "Orchard Row", "Lantern Street", "Heron Close"] as const;

const two = (value: number): string => String(value).padStart(2, "0");
const dayIn = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(day)}`;

/** The same seed is the same person. Born between 1950 and 2004. */
export function person(seed: number): Person {
  const by = chance(seed);
  const sex = by.pick<"F" | "M">(["F", "M"]);
  return {
    surname: by.pick(SURNAMES),
    givenNames: by.pick(GIVEN[sex]),
    sex,
    bornOn: dayIn(by.between(1950, 2004), by.between(1, 12), by.between(1, 28)),
    bornIn: by.pick(PLACES),
    address: {
      line1: `${by.between(1, 99)} ${by.pick(STREETS)}`,
      city: by.pick(PLACES),
      // No post town has the area QQ.
      postcode: `QQ${by.between(1, 9)} ${by.between(1, 9)}${by.letters(2)}`,
    },
  };
}
