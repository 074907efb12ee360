/** Fields and values of a conflict, as people call them. */
import { FIELD_WORDS } from "@practice-hub/core/sync/schema";
import { longDate } from "../../../lib/time/date.ts";
import type { ConflictField } from "./queries.ts";

export const fieldWord = (field: string): string => FIELD_WORDS[field] ?? field;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A value of either side; what is not there says so. */
export function valueWord(value: ConflictField["ours"]): string {
  if (value === null || value === "") return "Empty";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = String(value);
  return DAY.test(text) ? longDate(text) : text;
}
