/**
 * A unit of work: rows as this caller sees them (what is stored, with its own changes on top), written together or not at
 * all. Every write names the version of the row it was decided on, so two callers cannot both win.
 */
import { candidates } from "./plan.ts";
import { homePk, isExpired, keyItems, ROW_SK, ttlOf, type KeyItem, type Model } from "./model.ts";
import type { Row, Store } from "./store.ts";
import type { TransactItem } from "../../lib/table/transact.ts";
import { commit, Stale, type Change } from "./commit.ts";
import { matches, type Fields, type Where } from "./where.ts";

interface Staged {
  model: Model;
  before: Row | null;
  after: Row | null;
}

export class Unit {
  readonly #store: Store;
  /** By the row's home before, or after when it is new. */
  readonly #staged = new Map<string, Staged>();

  /** Versions as first read: a transaction that sees a row change between two reads starts again. */
  readonly #seen = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Rows that match, with this unit's own changes applied; expired rows are absent. */
  async find(model: Model, where: Where): Promise<Row[]> {
    const stored = (await candidates(this.#store, model, where)).filter((row) => !this.#staged.has(row.pk));
    for (const row of stored) this.#note(row);
    const own = [...this.#staged.values()]
      .filter((staged) => staged.model.name === model.name)
      .map((staged) => staged.after);
    return [...stored, ...own].filter(
      (row): row is Row => row !== null && !isExpired(model, row.fields) && matches(row.fields, where),
    );
  }

  #note(row: Row): void {
    const seen = this.#seen.get(row.pk) ?? row.version;
    if (seen !== row.version) throw new Stale("auth: changed meanwhile");
    this.#seen.set(row.pk, seen);
  }

  /** A row found earlier as it is now, when it still matches. */
  async current(model: Model, row: Row, where: Where): Promise<Row | null> {
    const now = await this.#store.home(row.pk);
    return now && !isExpired(model, now.fields) && matches(now.fields, where) ? now : null;
  }

  create(model: Model, fields: Fields): Row {
    const pk = homePk(this.#store.options.prefix, model, fields);
    const row = { pk, fields, version: 1 };
    const before = this.#staged.get(pk)?.before ?? null;
    this.#staged.set(pk, { model, before, after: { ...row, version: (before?.version ?? 0) + 1 } });
    return row;
  }

  update(model: Model, row: Row, change: Fields): Row {
    const entry = this.#entryOf(row);
    const before = entry ? entry[1].before : row;
    const fields = { ...row.fields, ...change };
    const after = {
      pk: homePk(this.#store.options.prefix, model, fields),
      fields,
      version: (before?.version ?? 0) + 1,
    };
    this.#staged.set(entry?.[0] ?? row.pk, { model, before, after });
    return after;
  }

  remove(model: Model, row: Row): void {
    const entry = this.#entryOf(row);
    if (entry && entry[1].before === null) this.#staged.delete(entry[0]);
    else this.#staged.set(entry?.[0] ?? row.pk, { model, before: entry ? entry[1].before : row, after: null });
  }

  #entryOf(row: Row): [string, Staged] | undefined {
    return [...this.#staged].find(([, staged]) => staged.after === row || (staged.after && staged.after.pk === row.pk));
  }

  /**
   * Writes everything, and a domain's own items with it, or nothing. Throws `Stale` when a row changed since it was read,
   * `NotUnique` when a value is taken, and the error of the item in `extra` that was refused.
   */
  async commit(extra: readonly TransactItem[] = []): Promise<void> {
    const { prefix, table, documents } = this.#store.options;
    const changes = new Map<string, Change>();
    for (const staged of this.#staged.values())
      for (const change of changesOf(prefix, staged)) {
        const key = `${change.pk}\n${change.sk}`;
        changes.set(key, merge(changes.get(key), change));
      }
    await commit(documents, table(), [...changes.values()], extra);
    this.#staged.clear();
  }
}

/** One item may be given up by one row and claimed by another in the same unit: then it is a replacement. */
function merge(first: Change | undefined, second: Change): Change {
  if (!first) return second;
  const put = first.item ? first : second;
  const gone = first.item ? second : first;
  return { ...put, expect: gone.expect };
}

function changesOf(prefix: string, { model, before, after }: Staged): Change[] {
  const rows: Change[] = [];
  const claim = { model: model.name, columns: model.home };
  if (after)
    rows.push({
      pk: after.pk,
      sk: ROW_SK,
      item: { row: after.fields, v: after.version, ttl: ttlOf(model, after.fields) },
      expect: before && before.pk === after.pk ? { version: before.version } : "absent",
      ...(before && before.pk === after.pk ? {} : { claim }),
    });
  if (before && before.pk !== after?.pk) rows.push({ pk: before.pk, sk: ROW_SK, expect: { version: before.version } });
  return [...rows, ...keyChanges(prefix, model, before, after)];
}

function keyChanges(prefix: string, model: Model, before: Row | null, after: Row | null): Change[] {
  const id = (item: KeyItem): string => `${item.pk}\n${item.sk}`;
  const old = new Map((before ? keyItems(prefix, model, before.fields) : []).map((item) => [id(item), item]));
  const next = new Map((after ? keyItems(prefix, model, after.fields) : []).map((item) => [id(item), item]));
  const gone = [...old.values()]
    .filter((item) => !next.has(id(item)))
    .map((item): Change => ({ pk: item.pk, sk: item.sk, expect: { at: item.at } }));
  const put = [...next.values()].flatMap((item): Change[] => {
    const was = old.get(id(item));
    if (was && was.at === item.at && was.ttl === item.ttl) return [];
    return [
      {
        pk: item.pk,
        sk: item.sk,
        item: { at: item.at, ttl: item.ttl },
        expect: item.unique ? (was ? { at: was.at } : "absent") : "any",
        ...(item.unique ? { claim: { model: model.name, columns: item.unique } } : {}),
      },
    ];
  });
  return [...gone, ...put];
}
