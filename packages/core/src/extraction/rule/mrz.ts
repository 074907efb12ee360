/** The machine-readable lines of a passport (ICAO Doc 9303, parts 3 and 4: TD3). Pure. */

const WEIGHTS = [7, 3, 1] as const;
const VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LINE = /^[A-Z0-9<]{44}$/;

/** The weighted sum modulo 10; a filler counts 0. `L898902C3` → 6. */
export function checkDigit(text: string): number {
  const sum = Array.from(text).reduce(
    (total, char, at) => total + (char === "<" ? 0 : VALUES.indexOf(char)) * (WEIGHTS[at % WEIGHTS.length] ?? 0),
    0,
  );
  return sum % 10;
}

export interface Mrz {
  /** Upper case, words separated by spaces; cut off at the end when the line was full. */
  surname: string;
  givenNames: string;
  namesCut: boolean;
  /** Three letters. */
  nationality: string;
  number: string;
  /** `YYMMDD`. */
  born: string;
  expires: string;
  /** Each part with a check digit of its own, and the one over all of them. */
  valid: { number: boolean; born: boolean; expires: boolean; all: boolean };
}

const spaced = (text: string): string => text.replaceAll("<", " ").trim().replaceAll(/ +/g, " ");

/** The parts of the lines; null when they are not the two lines of a passport. Spaces of the reader are forgiven. */
export function parseMrz(lines: readonly string[]): Mrz | null {
  const [first = "", second = "", ...more] = lines.map((line) => line.toUpperCase().replaceAll(/\s/g, ""));
  if (more.length > 0 || !LINE.test(first) || !LINE.test(second) || !first.startsWith("P")) return null;
  const names = first.slice(5);
  const [surname = "", givenNames = ""] = names.split("<<");
  const part = (from: number, to: number) => second.slice(from, to);
  const right = (text: string, digit: string) => String(checkDigit(text)) === (digit === "<" ? "0" : digit);
  return {
    surname: spaced(surname),
    givenNames: spaced(givenNames),
    namesCut: !names.endsWith("<"),
    nationality: part(10, 13).replaceAll("<", ""),
    number: part(0, 9).replaceAll("<", ""),
    born: part(13, 19),
    expires: part(21, 27),
    valid: {
      number: right(part(0, 9), part(9, 10)),
      born: right(part(13, 19), part(19, 20)),
      expires: right(part(21, 27), part(27, 28)),
      all: right(part(0, 10) + part(13, 20) + part(21, 43), part(43, 44)),
    },
  };
}

/** `1974-08-12` → `740812`. */
export const shortDay = (day: string): string => day.slice(2).replaceAll("-", "");
