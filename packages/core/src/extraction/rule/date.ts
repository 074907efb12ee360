/** Days on identity documents. Pure; all are `YYYY-MM-DD`. */
import { Day } from "../../lib/schema.ts";

export const isDay = (text: string): boolean => Day.safeParse(text).success;

const MIN_AGE = 16;
const MAX_AGE = 120;

/** The same day of another year; that 29 February is then none does not matter for a comparison. */
const yearsAfter = (day: string, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** Old enough to be taken on, and not older than people grow. */
export const isAdult = (bornOn: string, today: string): boolean =>
  yearsAfter(bornOn, MIN_AGE) <= today && yearsAfter(bornOn, MAX_AGE) > today;

/** Whether a document that is good through `day` is over. */
export const isPast = (day: string, today: string): boolean => day < today;
