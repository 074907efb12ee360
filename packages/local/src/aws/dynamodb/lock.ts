/** Locks of several items at once, and the commit of what was collected under them. */
import type { Change, Store } from "./dynalite.ts";

/** Item keys (dynalite's form) by table. */
export type Keys = Map<string, Set<string>>;

/**
 * Runs `work` while holding every key. Tables are taken in name order and the keys of a table together, so two calls
 * never wait for each other in a circle.
 */
export function locked<T>(store: Store, keys: Keys, work: () => Promise<T>): Promise<T> {
  const tables = [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const take = (at: number): Promise<T> => {
    const next = tables[at];
    if (next === undefined) return work();
    const [name, wanted] = next;
    return new Promise((resolve, reject) => {
      store.getItemDb(name).lock([...wanted], (release) => {
        const done = (settle: () => void): void => release(settle)();
        take(at + 1).then(
          (value) => done(() => resolve(value)),
          (error: unknown) => done(() => reject(error)),
        );
      });
    });
  };
  return take(0);
}

export async function commit(store: Store, changes: Change[]): Promise<void> {
  if (changes.length > 0) await store.db.batch(changes);
}
