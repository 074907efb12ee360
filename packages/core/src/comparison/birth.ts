/** Dates of birth of different sources. Companies House publishes the month only. Pure. */

export interface Comparison {
  agree: boolean;
  /** In words, for the reviewer. */
  reason: string;
}

/** `YYYY-MM-DD`, or `YYYY-MM` from the register. */
export function compareBirth(a: string, b: string): Comparison {
  if (a === b) return { agree: true, reason: a.length === 7 ? "The same month." : "The same day." };
  if ((a.length === 7) !== (b.length === 7))
    return a.slice(0, 7) === b.slice(0, 7)
      ? { agree: true, reason: "The same month. Companies House publishes no day." }
      : { agree: false, reason: `Another month: ${a.slice(0, 7)} and ${b.slice(0, 7)}.` };
  const [yearA, monthA, dayA] = a.split("-");
  const [yearB, monthB, dayB] = b.split("-");
  if (yearA === yearB && monthA === dayB && dayA === monthB)
    return { agree: false, reason: "Day and month are the other way round." };
  if (monthA === monthB && dayA === dayB) return { agree: false, reason: `Another year: ${yearA} and ${yearB}.` };
  if (yearA === yearB && monthA === monthB) return { agree: false, reason: `Another day: ${dayA} and ${dayB}.` };
  return { agree: false, reason: `Another date: ${a} and ${b}.` };
}
