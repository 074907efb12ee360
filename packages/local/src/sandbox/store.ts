/**
 * Everything a twin holds, as named shelves of values, kept in one journal. What happens in one `atomically` is one line
 * of it: a killed process has all of a request or nothing, and a refused request leaves nothing behind.
 */
import { Journal } from "./kit.ts";

/** One value put on a shelf, or taken off it (null). */
type Change = [shelf: string, key: string, value: unknown];

/** Lines of history that are worth rewriting as the present state. */
const LONG_HISTORY = 20_000;

export class Store {
  readonly #journal: Journal<Change[]>;
  readonly #values = new Map<string, Map<string, unknown>>();
  #open: { changes: Change[]; before: Change[] } | undefined;

  /** `dataDir` null keeps everything in memory; `name` is the journal's. */
  constructor(dataDir: string | null, name: string) {
    this.#journal = new Journal(dataDir, name);
    for (const changes of this.#journal.facts) for (const change of changes) this.#apply(change);
    this.#shorten();
  }

  /** Lines of history. */
  get length(): number {
    return this.#journal.facts.length;
  }

  /** The shelf of that name; values on it are replaced, never changed. */
  shelf<T>(name: string): Shelf<T> {
    const known = this.#values.get(name);
    const values = known ?? new Map<string, unknown>();
    if (!known) this.#values.set(name, values);
    return new Shelf<T>(values as Map<string, T>, (key, value) => this.#change([name, key, value]));
  }

  /** Runs `work` as one write; when it throws, nothing of it happened. */
  atomically<T>(work: () => T): T {
    const outer = this.#open;
    const open = { changes: [] as Change[], before: [] as Change[] };
    this.#open = open;
    try {
      const result = work();
      if (outer) {
        outer.changes.push(...open.changes);
        outer.before.push(...open.before);
      } else if (open.changes.length > 0) this.#keep(open.changes);
      return result;
    } catch (error) {
      for (const change of open.before.toReversed()) this.#apply(change);
      throw error;
    } finally {
      this.#open = outer;
    }
  }

  #change(change: Change): void {
    const [name, key] = change;
    const before: Change = [name, key, this.#values.get(name)?.get(key) ?? null];
    this.#apply(change);
    if (!this.#open) return this.#keep([change]);
    this.#open.changes.push(change);
    this.#open.before.push(before);
  }

  #apply([name, key, value]: Change): void {
    const values = this.#values.get(name) ?? new Map<string, unknown>();
    this.#values.set(name, values);
    if (value === null) values.delete(key);
    else values.set(key, value);
  }

  #keep(changes: Change[]): void {
    this.#journal.append(changes);
    if (this.#journal.facts.length % LONG_HISTORY === 0) this.#shorten();
  }

  #shorten(): void {
    const now: Change[][] = [...this.#values].flatMap(([name, values]) =>
      [...values].map(([key, value]): Change[] => [[name, key, value]]),
    );
    if (this.#journal.facts.length > 2 * now.length) this.#journal.rewrite(now);
  }
}

/** Values by key, in the order they first came. */
export class Shelf<T> {
  readonly #values: Map<string, T>;
  readonly #change: (key: string, value: T | null) => void;

  constructor(values: Map<string, T>, change: (key: string, value: T | null) => void) {
    this.#values = values;
    this.#change = change;
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }
  set(key: string, value: T): void {
    this.#change(key, value);
  }
  delete(key: string): void {
    if (this.#values.has(key)) this.#change(key, null);
  }
  get size(): number {
    return this.#values.size;
  }
  all(): T[] {
    return [...this.#values.values()];
  }
  entries(): [string, T][] {
    return [...this.#values];
  }
  find(test: (value: T) => boolean): T | undefined {
    for (const value of this.#values.values()) if (test(value)) return value;
    return undefined;
  }
}
