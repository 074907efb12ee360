/** Chance that can be repeated: the same seed gives the same people, papers and faults on every machine. */

export interface Chance {
  /** Equally likely, from 0 to below 1. */
  next(): number;
  /** Whole numbers, both ends included. */
  between(from: number, to: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  letters(count: number): string;
  digits(count: number): string;
}

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** Mulberry32 over the seed. Not for secrets. */
export function chance(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const some = (from: string, count: number) =>
    Array.from({ length: count }, () => from[between(0, from.length - 1)]).join("");
  return {
    next,
    between,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
    letters: (count) => some(LETTERS, count),
    digits: (count) => some("0123456789", count),
  };
}
