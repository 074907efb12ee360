/** Names on identity documents: how print and machine-readable letters are compared, and how capitals become a name. Pure. */

/** Letters that issuing states spell in more than one way (ICAO Doc 9303, part 3, section 6). Others only lose their marks. */
const SPELT: Readonly<Record<string, string>> = {
  Ä: "AE",
  Å: "AA",
  Æ: "AE",
  Ö: "OE",
  Ø: "OE",
  Œ: "OE",
  Ü: "UE",
  ß: "SS",
  Þ: "TH",
  Ð: "D",
  Ł: "L",
  Ñ: "NXX",
};

const letters = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’.]/gu, "")
    .replaceAll(/[^A-Z]+/g, " ")
    .trim();

/** The ways in which a printed name may stand in the machine-readable lines. */
function spellings(printed: string): string[] {
  const upper = printed.normalize("NFC").toUpperCase();
  const spelt = Array.from(upper, (char) => SPELT[char] ?? char).join("");
  return [letters(upper), letters(spelt)];
}

/** Whether a printed name is the machine-readable one. `cut`: the line was full, so that the beginning is enough. */
export const sameName = (printed: string, machine: string, cut: boolean): boolean =>
  machine !== "" && spellings(printed).some((name) => name === machine || (cut && name.startsWith(machine)));

/** The letters alone, as driver numbers have them. */
export const lettersOf = (printed: string): string[] => spellings(printed).map((name) => name.replaceAll(" ", ""));

/** Letters with marks, spaces, hyphens, apostrophes, and nothing that is no name. */
export const isPlausibleName = (text: string): boolean => /^\p{L}[\p{L}\p{M} '’.-]{0,79}$/u.test(text);

/** `O'MARL-REED` → `O'Marl-Reed`. Documents print capitals; a name that is not all capitals is left as it is. */
export function nameOf(printed: string): string {
  if (printed !== printed.toUpperCase()) return printed;
  return printed
    .toLowerCase()
    .replaceAll(
      /(^|[\s'’-]|\bmc)(\p{L})/gu,
      (_, before: string, letter: string) => (before === "mc" ? "Mc" : before) + letter.toUpperCase(),
    );
}
