/** Numbers of repeated measurements. */

/** The middle of them; of an even number the upper of the two. */
export const median = (values: readonly number[]): number => at(values, 0.5);
/** Ninety-nine of a hundred are no larger. */
export const p99 = (values: readonly number[]): number => at(values, 0.99);

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("nothing was measured");
  return value;
}

/** The same in another order, each order as likely; `seed` makes it the same again. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return values
    .map((value): [number, T] => [random(), value])
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value);
}

/** `3.2×`, `0.85×`. */
export const times = (ratio: number): string => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}×`;
