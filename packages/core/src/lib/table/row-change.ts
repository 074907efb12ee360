/** From a row as it was read to the row as it must be: what an update sets, and what it removes. Pure. */

/** `fixed` are the fields that never change after creation. */
export function rowChange<T extends object>(
  before: T,
  after: T,
  fixed: ReadonlySet<string>,
): { set: Partial<T>; gone: (keyof T)[] } {
  const set = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !fixed.has(name) && value !== undefined),
  ) as Partial<T>;
  const gone = Object.keys(before).filter((name) => (after as Record<string, unknown>)[name] === undefined);
  return { set, gone: gone as (keyof T)[] };
}
