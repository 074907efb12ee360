/** The machine-readable lines of a passport: ICAO Doc 9303, part 3 (check digits, transliteration) and part 4 (TD3). */

const WEIGHTS = [7, 3, 1] as const;
const VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const FILLER = "<";
const WIDTH = 44;
const NAME_WIDTH = 39;

/** Weighted 7-3-1 and taken modulo 10; a filler counts 0. */
export function checkDigit(text: string): string {
  const sum = Array.from(text).reduce(
    (total, char, at) => total + Math.max(0, VALUES.indexOf(char)) * (WEIGHTS[at % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

/** Section 6 of part 3, for the letters that our people have. */
const SPELT: Readonly<Record<string, string>> = { Ä: "AE", Å: "AA", Ö: "OE", Ü: "UE", Ø: "OE", Æ: "AE", ß: "SS" };

export const transliterate = (name: string): string =>
  Array.from(name.toUpperCase(), (char) => SPELT[char] ?? char)
    .join("")
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’]/gu, "")
    .replaceAll(/[^A-Z]+/g, FILLER);

const pad = (text: string, width: number): string => text.slice(0, width).padEnd(width, FILLER);
/** `YYYY-MM-DD` → `YYMMDD`. */
const short = (day: string): string => day.slice(2).replaceAll("-", "");

export interface Td3 {
  surname: string;
  givenNames: string;
  /** Of who issued it, and of whom it is about: three letters. */
  state: string;
  nationality: string;
  number: string;
  bornOn: string;
  sex: string;
  expiresOn: string;
}

/** Both lines, 44 characters each. */
export function td3(of: Td3): [string, string] {
  const names = `${transliterate(of.surname)}${FILLER}${FILLER}${transliterate(of.givenNames)}`;
  const checked = (field: string) => field + checkDigit(field);
  const number = checked(pad(of.number, 9));
  const born = checked(short(of.bornOn));
  const expires = checked(short(of.expiresOn));
  const optional = checked(pad("", 14));
  const composite = checkDigit(number + born + expires + optional);
  const first = `P${FILLER}${of.state}${pad(names, NAME_WIDTH)}`;
  const second = `${number}${of.nationality}${born}${of.sex}${expires}${optional}${composite}`;
  if (first.length !== WIDTH || second.length !== WIDTH)
    throw new RangeError("machine-readable lines have 44 characters");
  return [first, second];
}
