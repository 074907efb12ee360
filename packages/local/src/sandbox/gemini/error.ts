/** How a model misreads: letters that look alike, and instructions taken from what it only should have read. */
import { createHash } from "node:crypto";
import type { Box } from "./place.ts";
import type { Fact, Facts, Sight } from "./sight.ts";

/** `sure`: it misreads now and then and is certain all the same. `unsure` is how it is: it misreads what it sees badly. */
export type Misreads = "unsure" | "sure";

const ALIKE: Readonly<Record<string, string>> = {
  "0": "6",
  "1": "7",
  "2": "3",
  "3": "8",
  "4": "9",
  "5": "6",
  "6": "8",
  "7": "1",
  "8": "3",
  "9": "4",
  A: "R",
  E: "F",
  I: "L",
  N: "M",
  O: "Q",
  R: "B",
  U: "V",
};

const POOR = 0.8;
const hash = (text: string): number => createHash("sha256").update(text).digest()[0] ?? 0;

/** One character becomes one that looks like it; the same text is always misread the same way. */
function misread(text: string): string {
  const able = Array.from(text, (char, at) => (ALIKE[char] ? [at] : [])).flat();
  const at = able[hash(text) % Math.max(1, able.length)];
  return at === undefined ? text : `${text.slice(0, at)}${ALIKE[text[at] ?? ""]}${text.slice(at + 1)}`;
}

/** A date keeps its form, and stays a date: only its last digits are misread. */
const misreadFact = (name: string, fact: Fact): Fact => ({
  ...fact,
  value: name.endsWith("Date") ? misreadDay(fact.value) : misread(fact.value),
});
function misreadDay(day: string): string {
  const other = `${day.slice(0, 9)}${ALIKE[day.slice(9)] ?? "1"}`;
  return Number.isNaN(Date.parse(other)) || Number(other.slice(8)) > 28 ? `${day.slice(0, 8)}11` : other;
}

export function misreadSome(facts: Facts, how: Misreads): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const often = how === "sure" ? 3 : 2;
      const wrongly = (how === "sure" || fact.confidence < POOR) && hash(name + fact.value) % often === 0;
      const read = wrongly ? misreadFact(name, fact) : fact;
      return [name, how === "sure" ? { ...read, confidence: Math.max(0.97, read.confidence) } : read];
    }),
  );
}

/** It does what the paper tells it to do: the surname and the certainty that the remark names. */
export function obey(sight: Sight): Facts {
  const [, surname] = /surname (\w+)/i.exec(sight.remark ?? "") ?? [];
  if (surname === undefined) return sight.facts;
  const told = { ...sight.facts, surname: { value: surname, confidence: 1, page: 1, box: null } };
  return Object.fromEntries(Object.entries(told).map(([name, fact]) => [name, { ...fact, confidence: 1 }]));
}

/** Places that are none: what a model gives that counts in pixels, from the other corner, or loses its thread. */
const BAD_BOXES = {
  none: null,
  outside: [-40, 120, 260, 3400],
  reversed: [700, 600, 640, 120],
  empty: [500, 500, 500, 500],
} satisfies Record<string, Box | null>;

export const misplace = (facts: Facts, places: keyof typeof BAD_BOXES): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, { ...fact, box: BAD_BOXES[places] }]));
