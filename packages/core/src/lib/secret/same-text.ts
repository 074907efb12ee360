/** Comparing what a sender computed with what we computed. */
import { timingSafeEqual } from "node:crypto";

/**
 * Compares the base64 text itself: a decoder forgives spaces and newlines, which would make many spellings of one signature.
 * Takes the same time whatever differs; safe for different lengths.
 */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
