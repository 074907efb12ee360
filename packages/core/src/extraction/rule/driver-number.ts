/**
 * The driver number of a British licence repeats parts of the print: five letters of the surname, decade and year of birth around
 * month and day (the month 50 higher for women), two initials (DVLA's description of field 5). Pure.
 */
import { lettersOf } from "./name.ts";

const NUMBER = /^([A-Z9]{5})(\d)(\d\d)(\d\d)(\d)([A-Z9]{2})[A-Z0-9]{3}$/;

const SURNAME_LETTERS = 5;
const WOMEN = 50;

export interface DriverNumber {
  surname: string;
  /** `YYMMDD`. */
  born: string;
  initials: string;
}

/** The parts; null when it has another form, or a date that is none. */
export function parseDriverNumber(text: string): DriverNumber | null {
  const [, surname = "", decade = "", month = "", day = "", year = "", initials = ""] =
    NUMBER.exec(text.toUpperCase().replaceAll(/\s/g, "")) ?? [];
  const monthOfYear = Number(month) > WOMEN ? Number(month) - WOMEN : Number(month);
  if (monthOfYear < 1 || monthOfYear > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return { surname, born: `${decade}${year}${String(monthOfYear).padStart(2, "0")}${day}`, initials };
}

/** `whole`: the number holds every letter of the surname, so that agreement proves it. */
export function compareSurname(number: DriverNumber, printed: string): { same: boolean; whole: boolean } {
  const found = lettersOf(printed).find(
    (name) => name.slice(0, SURNAME_LETTERS).padEnd(SURNAME_LETTERS, "9") === number.surname,
  );
  return { same: found !== undefined, whole: found !== undefined && found.length <= SURNAME_LETTERS };
}
