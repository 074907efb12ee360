/** Whether the person whose document and face were checked is the one who answered the questions. Pure. */
import { compareBirth } from "../../comparison/birth.ts";
import { compareNames } from "../../comparison/name.ts";
import type { CheckedPerson } from "../entity.ts";

/** Who the client's answers name; a part that was not answered is undefined. */
export interface Told {
  given: string | undefined;
  family: string | undefined;
  /** `YYYY-MM-DD` */
  dateOfBirth: string | undefined;
}

/**
 * True when name or date of birth contradict each other, by the rules of the matrix. A part that one side does not tell
 * contradicts nothing.
 */
export function isSomebodyElse(checked: CheckedPerson | undefined, told: Told): boolean {
  if (!checked) return false;
  const { given, family, dateOfBirth } = told;
  const isOther = given !== undefined && family !== undefined && !compareNames(checked, { given, family }).agree;
  const isOlder =
    dateOfBirth !== undefined && checked.dateOfBirth !== null && !compareBirth(checked.dateOfBirth, dateOfBirth).agree;
  return isOther || isOlder;
}
