/**
 * Whether two names are one person's, and by which rules: an answer that a reviewer can check, never a score. What no rule
 * explains differs. Pure.
 */
import { sameForename } from "./short-form.ts";
import { type PersonName, type Reading, readings, titled, withoutAccents, written } from "./spelling.ts";

export const NAME_RULES = {
  case: "capital letters",
  title: "a title or honour in front or behind",
  accent: "accents, or letters as a passport's machine-readable lines write them",
  hyphen: "hyphens, apostrophes and spaces",
  order: "family name first",
  middle: "a middle name that only one of them has",
  initial: "an initial for a name",
  short: "a short form of a name",
} as const;
export type NameRule = keyof typeof NAME_RULES;

export interface NameComparison {
  agree: boolean;
  /** The rules that were needed, in the order of `NAME_RULES`; empty when the texts are the same. */
  rules: NameRule[];
  /** In words, for the reviewer. */
  reason: string;
}

type Found = Set<NameRule>;

/** Compares two names. */
export function compareNames(a: PersonName, b: PersonName): NameComparison {
  const [left, right] = [written(a), written(b)];
  if (left === right && left !== "") return agreed(new Set(), "The names are the same.");
  const found = best(readings(a), readings(b));
  if (!found) return { agree: false, rules: [], reason: difference(a, b) };
  if (changesCase(left, right)) found.add("case");
  if (titled(a) !== titled(b)) found.add("title");
  if (commas(a) !== commas(b)) found.add("order");
  if (found.size === 0) found.add("hyphen");
  return agreed(found);
}

/** Whether a word is in both, in other capitals. */
function changesCase(a: string, b: string): boolean {
  const others = b.split(/[\s,-]+/);
  return a
    .split(/[\s,-]+/)
    .some((word) => !others.includes(word) && others.some((other) => other.toLowerCase() === word.toLowerCase()));
}

const commas = (name: PersonName): boolean => typeof name === "string" && name.includes(",");

function agreed(found: Found, words?: string): NameComparison {
  const rules = (Object.keys(NAME_RULES) as NameRule[]).filter((rule) => found.has(rule));
  const list = rules.map((rule) => NAME_RULES[rule]).join("; ");
  return { agree: true, rules, reason: words ?? `The same but for: ${list}.` };
}

const turned = ({ given, family }: Reading): Reading => ({ given: family, family: given });

/** The rules of the reading that needs fewest; null when none makes the names agree. Either name may be the wrong way round. */
function best(a: Reading[], b: Reading[]): Found | null {
  const found = a.flatMap((left) =>
    b.flatMap((right) => [
      compare(left, right, new Set()),
      compare(left, turned(right), new Set(["order"])),
      compare(turned(left), right, new Set(["order"])),
    ]),
  );
  const [fewest] = found.filter((one) => one !== null).toSorted((one, two) => rank(one).localeCompare(rank(two)));
  return fewest ?? null;
}

/** Fewest rules first; among as many always the same. */
const rank = (found: Found): string => `${found.size} ${[...found].toSorted().join(" ")}`;

function compare(a: Reading, b: Reading, found: Found): Found | null {
  return sameFamily(a.family, b.family, found) && sameGiven(a.given, b.given, found) ? found : null;
}

/** Family names match as a whole: half of a double-barrelled one is another name. */
const sameFamily = (a: string[], b: string[], found: Found): boolean => a.length > 0 && sameWhole(a, b, found);

/** The same words, however they are joined and accented. */
function sameWhole(a: string[], b: string[], found: Found): boolean {
  const [left, right] = [a.join(""), b.join("")];
  if (left !== right) {
    if (!meet(left, right)) return false;
    found.add("accent");
  }
  if (a.length !== b.length) found.add("hyphen");
  return true;
}

const meet = (a: string, b: string): boolean => {
  const other = new Set(withoutAccents(b));
  return withoutAccents(a).some((word) => other.has(word));
};

/** The first names match; the middle names of one are, in order, among the other's. */
function sameGiven(a: string[], b: string[], found: Found): boolean {
  const whole = new Set(found);
  if (sameWhole(a, b, whole)) return merge(found, whole);
  const [firstA, ...restA] = a;
  const [firstB, ...restB] = b;
  // Nobody is known by a family name alone: a source without given names says too little.
  if (firstA === undefined || firstB === undefined) return false;
  if (!sameWord(firstA, firstB, found)) return joinedFirst(a, b, found);
  return sameMiddle(restA, restB, found);
}

/** `Jean-Paul` and `Jeanpaul`: the first names may be joined in one of them. */
function joinedFirst(a: string[], b: string[], found: Found): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const [one, two, ...rest] = long;
  const [first, ...others] = short;
  if (one === undefined || two === undefined || first === undefined || !meet(one + two, first)) return false;
  found.add("hyphen");
  return sameMiddle(rest, others, found);
}

function sameMiddle(a: string[], b: string[], found: Found): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  let next = 0;
  for (const word of few) {
    while (next < many.length && !sameWord(word, many[next] ?? "", new Set())) next += 1;
    const match = many[next];
    if (match === undefined) return false;
    sameWord(word, match, found);
    next += 1;
  }
  if (few.length < many.length) found.add("middle");
  return true;
}

function sameWord(a: string, b: string, found: Found): boolean {
  if (a === b) return true;
  if (meet(a, b)) found.add("accent");
  else if ((a.length === 1 || b.length === 1) && meet(a.slice(0, 1), b.slice(0, 1))) found.add("initial");
  else if (withoutAccents(a).some((one) => withoutAccents(b).some((two) => sameForename(one, two)))) found.add("short");
  else return false;
  return true;
}

function merge(found: Found, more: Found): true {
  for (const rule of more) found.add(rule);
  return true;
}

/** What is different, as far as it can be said. */
function difference(a: PersonName, b: PersonName): string {
  const [left, right] = [readings(a), readings(b)];
  if (left.every(({ given }) => given.length === 0) || right.every(({ given }) => given.length === 0))
    return `“${written(a)}” and “${written(b)}” cannot be compared: one has no given name.`;
  const family = left.some((one) => right.some((two) => sameFamily(one.family, two.family, new Set())));
  if (family) return `The given names differ: “${written(a)}” and “${written(b)}”.`;
  const part = left.some((one) => right.some((two) => one.family.some((word) => two.family.includes(word))));
  if (part) return `Only part of the family name is the same: “${written(a)}” and “${written(b)}”.`;
  const given = left.some((one) => right.some((two) => sameGiven(one.given, two.given, new Set())));
  if (given) return `The family names differ, perhaps by marriage: “${written(a)}” and “${written(b)}”.`;
  return `Another name: “${written(a)}” and “${written(b)}”.`;
}
