/** A conflict in a sentence. Pure. */
import { FIELD_WORDS } from "../schema.ts";
import type { Clash } from "./merge.ts";

export const clashWords = (clashes: readonly Clash[]): string =>
  `Changed here and in Xero (${clashes.map(({ field }) => wordOf(field)).join(", ")}). Choose what is right.`;

/** Within a sentence: `email address`, but `VAT number`. */
function wordOf(field: string): string {
  const word = FIELD_WORDS[field] ?? field;
  return /^[A-Z]{2}/.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
}
