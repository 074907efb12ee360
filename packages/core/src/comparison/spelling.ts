/** A person's name taken apart into plain words. Pure. */

/** A name in its parts, or as one text: `John Paul Smith`, or the register's own `SMITH, John Paul`. */
export type PersonName = string | { given: string; family: string };

const TITLES = new Set(
  `mr mrs ms miss mx master dr prof professor sir dame lord lady rev reverend revd father fr sister hon rt capt captain
major col colonel cllr judge baroness baron earl viscount`.split(/\s+/),
);
/** What stands behind a name and is none: generations, honours, professions. */
const SUFFIXES = new Set(
  "jr jnr junior sr snr senior ii iii obe mbe cbe kbe dbe bem kc qc jp phd md ba bsc ma msc fca aca acca frcs esq".split(
    " ",
  ),
);

/** Letters that have no accent to drop, and umlauts, as machine-readable lines write them (ICAO Doc 9303-3, section 6). */
const MACHINE: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "oe",
  å: "aa",
  ä: "ae",
  ö: "oe",
  ü: "ue",
  þ: "th",
  ð: "d",
  đ: "d",
  ł: "l",
  ı: "i",
  ĳ: "ij",
  ñ: "n",
};
/** The same letters as people write them who have no such key. */
const BARE: Readonly<Record<string, string>> = { ø: "o", å: "a", ä: "a", ö: "o", ü: "u", æ: "ae", œ: "oe" };

const lower = (text: string): string => text.normalize("NFC").toLowerCase();
const spelt = (text: string, letters: Readonly<Record<string, string>>): string =>
  Array.from(text, (letter) => letters[letter] ?? letter)
    .join("")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "");

/** Every way to write a word without accents: `müller` → `mueller`, `muller`. At most two. */
export const withoutAccents = (word: string): string[] => [
  ...new Set([spelt(word, MACHINE), spelt(word, { ...MACHINE, ...BARE })]),
];

/** Words in lower case; apostrophes and full stops are no letters, hyphens part words. At most 12. */
const split = (text: string): string[] =>
  lower(text)
    .replaceAll(/['’‘`´.]/gu, "")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 12);

/** The words without titles in front and honours behind; a name never loses its last word. */
function bare(words: string[]): string[] {
  let [from, to] = [0, words.length];
  while (to - from > 1 && TITLES.has(words[from] ?? "")) from += 1;
  while (to - from > 1 && SUFFIXES.has(words[to - 1] ?? "")) to -= 1;
  return words.slice(from, to);
}

/** One reading of a name: which words are given names and which the family name. */
export interface Reading {
  given: string[];
  family: string[];
}

/** Every way to read a name: one when its parts are known, else one for each place where the family name may begin. */
export function readings(name: PersonName): Reading[] {
  if (typeof name !== "string") return [{ given: bare(split(name.given)), family: bareFamily(name.family) }];
  const [family, given, ...rest] = name.split(",");
  if (given !== undefined && bare(split(given)).some((word) => !SUFFIXES.has(word) && !TITLES.has(word)))
    return [{ given: bare(split([given, ...rest].join(" "))), family: bareFamily(family ?? "") }];
  const words = bare(split(name));
  if (words.length < 2) return [{ given: [], family: words }];
  return words.slice(1).map((_, index) => ({ given: words.slice(0, index + 1), family: words.slice(index + 1) }));
}

const bareFamily = (text: string): string[] => bare(split(text));

/** The name as one text, for showing. */
export const written = (name: PersonName): string =>
  (typeof name === "string" ? name : `${name.given} ${name.family}`).trim().replaceAll(/\s+/g, " ");

/** Whether a name holds a title or an honour: `Dr`, `OBE`. */
export function titled(name: PersonName): boolean {
  const words = split(written(name));
  return bare(words).length < words.length;
}
