/** Addresses of different sources: the postcode and the number of the house decide, the rest is spelling. Pure. */
import type { Comparison } from "./birth.ts";

/** Lines in any order of detail; `postcode` decides when both have one. */
export interface PostalAddress {
  lines: readonly string[];
  postcode: string | null;
}

const squeezed = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
/** Words without punctuation, with common abbreviations written out. */
const SPELLINGS: Readonly<Record<string, string>> = {
  rd: "road",
  st: "street",
  ave: "avenue",
  av: "avenue",
  ln: "lane",
  dr: "drive",
  ct: "court",
  cl: "close",
  pl: "place",
  sq: "square",
  apt: "flat",
};
const words = (address: PostalAddress): string[] =>
  (
    address.lines
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => SPELLINGS[word] ?? word);
const numbers = (address: PostalAddress): string[] => words(address).filter((word) => /^\d+[a-z]?$/.test(word));

/** The address in one line, for showing. */
export const writtenAddress = ({ lines, postcode }: PostalAddress): string =>
  [...lines, postcode].filter(Boolean).join(", ");

/** Compares two addresses. */
export function compareAddress(a: PostalAddress, b: PostalAddress): Comparison {
  if (a.postcode !== null && b.postcode !== null) {
    if (squeezed(a.postcode) !== squeezed(b.postcode))
      return { agree: false, reason: `Another postcode: ${a.postcode} and ${b.postcode}.` };
    const [left, right] = [numbers(a), numbers(b)];
    if (left.length > 0 && right.length > 0 && !left.some((number) => right.includes(number)))
      return { agree: false, reason: `The same postcode, another number: ${left.join(" ")} and ${right.join(" ")}.` };
    return { agree: true, reason: "The same postcode and number." };
  }
  const [left, right] = [words(a), words(b)];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length >= 3 && few.every((word) => many.includes(word)))
    return { agree: true, reason: "Every word of one is in the other; one has no postcode." };
  return { agree: false, reason: "One has no postcode, and the lines differ." };
}
