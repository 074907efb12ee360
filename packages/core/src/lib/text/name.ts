/** How names are compared, sorted, abbreviated and searched. Pure. */

const MAX_KEY = 100;
const MAX_WORD = 40;
const MAX_WORDS = 10;

/** The first characters of a text, never half a surrogate pair. */
const cut = (text: string, max: number): string => Array.from(text).slice(0, max).join("");

/** Lower case without accents: `Zoë Ångström` → `zoe angstrom`. */
const plain = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").normalize("NFKC").toLowerCase();

/** The words of a text, without punctuation; at most ten, each at most 40 characters. `O'Brien & Co.` → `obrien`, `co`. */
export const words = (text: string): string[] => {
  const found = plain(text)
    .replaceAll(/['’.]/gu, "")
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(found ?? [])].slice(0, MAX_WORDS).map((word) => cut(word, MAX_WORD));
};

/** Where a name stands in an alphabetical list. Never empty, never holds the separator of keys. */
export const nameKey = (name: string): string => {
  const key = plain(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return cut(key || "~", MAX_KEY);
};

/** Words that say what kind of body it is and not which one. */
const GENERIC = new Set([
  "the",
  "and",
  "of",
  "co",
  "company",
  "ltd",
  "limited",
  "plc",
  "llp",
  "lp",
  "cic",
  "cio",
  "uk",
  "group",
  "holdings",
]);

/** The words that tell a name from others; all of them when there is nothing else. */
export const distinctive = (name: string): string[] => {
  const all = words(name);
  const left = all.filter((word) => !GENERIC.has(word));
  return left.length > 0 ? left : all;
};

/** Whether two names look like the same body: the same distinctive words, or one's are all among the other's. */
export function alike(a: string, b: string): boolean {
  const [left, right] = [distinctive(a), distinctive(b)];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length === 0) return false;
  if (few.join("") === many.join("")) return true;
  return few.every((word) => many.includes(word)) && few.length * 2 >= many.length;
}

/** The letters a client code begins with: `Tesco PLC` → `TES`; `CLI` for a name without Latin letters. */
export function codePrefix(name: string): string {
  const letters = distinctive(name)
    .join("")
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, "");
  return letters.length === 0 ? "CLI" : letters.slice(0, 3).padEnd(3, "X");
}
