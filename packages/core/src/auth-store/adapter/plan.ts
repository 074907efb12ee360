/** From a `where` to the one bounded read that brings every row it can match; `matches` then decides. */
import type { CleanedWhere } from "better-auth/adapters";
import { nowIso } from "../../lib/clock.ts";
import { edgePk, uniquePk, type Model } from "./model.ts";
import type { Row, Store } from "./store.ts";
import type { Fields, Where } from "./where.ts";

type Read = () => Promise<Row[]>;

/** Rows that may match, read by the best key the clauses offer. A shape that no key serves is a Scan, or throws. */
export async function candidates(store: Store, model: Model, where: Where): Promise<Row[]> {
  const all = where.filter((clause) => clause.connector !== "OR");
  const any = where.filter((clause) => clause.connector === "OR");
  if (endedOnly(model, all)) return [];
  const read = readFor(store, model, all) ?? union(any.map((clause) => readFor(store, model, [clause])));
  return read ? read() : store.scan(model, describe(where));
}

/** `expiresAt < now`: rows past their end are absent, so there is nothing to read. */
const endedOnly = (model: Model, all: Where): boolean =>
  model.expiry !== undefined &&
  all.some(
    ({ field, operator, value }) =>
      field === model.expiry &&
      (operator === "lt" || operator === "lte") &&
      typeof value === "string" &&
      value <= nowIso(),
  );

function readFor(store: Store, model: Model, all: Where): Read | null {
  const { prefix } = store.options;
  const exact: Fields = {};
  for (const { field, operator, value, mode } of all)
    if (operator === "eq" && mode !== "insensitive" && value !== null) exact[field] = value;

  const home = uniquePk(prefix, model, model.home, exact);
  if (home !== null) return async () => [await store.home(home)].filter((row) => row !== null);
  for (const columns of model.pointers) {
    const pk = uniquePk(prefix, model, columns, exact);
    if (pk !== null) return async () => [await store.pointed(pk)].filter((row) => row !== null);
  }
  const among = listed(store, model, all);
  if (among) return among;
  // The last indexed column is the narrower one in every model of Better Auth's: a person, not the whole firm.
  const column = model.edges.findLast((edge) => exact[edge] !== undefined);
  if (column !== undefined) return () => store.edge(edgePk(prefix, model, column, exact[column]));
  return null;
}

/** `in` over a unique or an indexed column. */
function listed(store: Store, model: Model, all: Where): Read | null {
  const { prefix } = store.options;
  const lists = all.filter(
    ({ operator, mode, value }) => operator === "in" && mode !== "insensitive" && Array.isArray(value),
  );
  for (const clause of lists) {
    const values = [...new Set(clause.value as unknown[])];
    const unique = [model.home, ...model.pointers].find((columns) => columns.join() === clause.field);
    if (unique) {
      const pks = values
        .map((value) => uniquePk(prefix, model, unique, { [clause.field]: value }))
        .filter((pk) => pk !== null);
      return async () => store.homes(unique === model.home ? pks : await store.pointers(pks));
    }
    if (model.edges.includes(clause.field))
      return union(values.map((value) => () => store.edge(edgePk(prefix, model, clause.field, value))));
  }
  return null;
}

/** All of the reads, each row once; null when one of them is not possible. */
function union(reads: (Read | null)[]): Read | null {
  const known = reads.filter((read) => read !== null);
  if (known.length === 0 || known.length < reads.length) return null;
  return async () => {
    const rows = (await Promise.all(known.map((read) => read()))).flat();
    return [...new Map(rows.map((row) => [row.pk, row])).values()];
  };
}

/** The shape of a `where` without its values: fit for an error message. */
const describe = (where: Where): string =>
  where.map((clause: CleanedWhere) => `${clause.connector} ${clause.field} ${clause.operator}`).join(", ") ||
  "anything";
