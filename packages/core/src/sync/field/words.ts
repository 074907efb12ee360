/** A conflict in a sentence. Pure. */
import { fieldInText } from "../schema.ts";
import type { Clash } from "../../outbox/merge.ts";

export const clashWords = (clashes: readonly Clash[]): string =>
  `Changed here and in Xero (${clashes.map(({ field }) => fieldInText(field)).join(", ")}). Choose what is right.`;
