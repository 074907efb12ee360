/**
 * What a Better Auth `where` means, evaluated in memory over rows that one bounded query brought: every AND clause is
 * true and, if there are OR clauses, at least one of them is. A null value stands for "no value".
 */
import type { CleanedWhere } from "better-auth/adapters";

/** A row by the column names of its model. Dates are ISO strings, so they compare as text. */
export type Fields = Record<string, unknown>;
export type Where = readonly CleanedWhere[];

/** Whether a row is one the `where` asks for. */
export function matches(row: Fields, where: Where): boolean {
  const or = where.filter((clause) => clause.connector === "OR");
  return (
    where.every((clause) => clause.connector === "OR" || holds(row, clause)) &&
    (or.length === 0 || or.some((clause) => holds(row, clause)))
  );
}

function holds(row: Fields, clause: CleanedWhere): boolean {
  const fold = clause.mode === "insensitive" ? lower : same;
  const value = fold(row[clause.field] ?? null);
  const wanted: unknown = Array.isArray(clause.value) ? clause.value.map(fold) : fold(clause.value);
  switch (clause.operator ?? "eq") {
    case "eq":
      return value === wanted;
    case "ne":
      return value !== wanted;
    case "in":
      return Array.isArray(wanted) && wanted.includes(value);
    case "not_in":
      return Array.isArray(wanted) && !wanted.includes(value);
    case "lt":
      return ordered(value, wanted, (order) => order < 0);
    case "lte":
      return ordered(value, wanted, (order) => order <= 0);
    case "gt":
      return ordered(value, wanted, (order) => order > 0);
    case "gte":
      return ordered(value, wanted, (order) => order >= 0);
    case "contains":
      return textual(value, wanted, (text, part) => text.includes(part));
    case "starts_with":
      return textual(value, wanted, (text, part) => text.startsWith(part));
    case "ends_with":
      return textual(value, wanted, (text, part) => text.endsWith(part));
  }
}

const same = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
const lower = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : same(value));

/** Values of different types, and "no value", have no order: as in SQL, the clause is then false. */
function ordered(a: unknown, b: unknown, decide: (order: number) => boolean): boolean {
  const order = compare(a, b);
  return order !== null && decide(order);
}

function compare(a: unknown, b: unknown): number | null {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  return null;
}

const textual = (a: unknown, b: unknown, decide: (a: string, b: string) => boolean): boolean =>
  typeof a === "string" && typeof b === "string" && decide(a, b);

/** Sorted by one column; rows without a value come first, as in SQLite. */
export function sortRows<T extends { fields: Fields }>(rows: T[], field: string, direction: "asc" | "desc"): T[] {
  const sign = direction === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [x, y] = [a.fields[field] ?? null, b.fields[field] ?? null];
    if (x === null || y === null) return sign * (Number(x !== null) - Number(y !== null));
    return sign * (compare(x, y) ?? 0);
  });
}
