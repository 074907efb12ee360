/**
 * How the rows of one Better Auth model lie in the table, worked out from Better Auth's own schema, so that a plugin's
 * model, a renamed table or an extra field needs no code here.
 *
 * - A row lives at its *home* key: its id, or the unique fields named in `HOME` (one request where two were needed).
 * - Every other unique key is a *pointer* item that claims the value and says where the row is.
 * - Every indexed field is an *edge*: a collection in the base table, one item per row, so lookups are strongly consistent.
 */
import { createHash } from "node:crypto";
import { nowIso } from "../../lib/clock.ts";
import type { Fields } from "./where.ts";

/** The part of Better Auth's schema that decides keys. */
interface SchemaField {
  fieldName?: string | undefined;
  unique?: boolean | undefined;
  index?: boolean | undefined;
}
export type Schema = Record<string, { fields: Record<string, SchemaField> }>;

/** Unique over several fields; Better Auth's schema cannot say so. By model and field as Better Auth calls them. */
const UNIQUE_TOGETHER: Record<string, string[]> = {
  account: ["providerId", "accountId"],
  member: ["organizationId", "userId"],
};
/** Models whose rows live at another unique key than their id. */
const HOME: Record<string, string[]> = { session: ["token"], member: ["organizationId", "userId"] };
/** Rows that end by themselves: past this instant they are absent, whether or not the table's TTL got to them. */
const EXPIRY: Record<string, string> = { session: "expiresAt", verification: "expiresAt" };
/** Marked as indexed by Better Auth, never searched by it, and no business of a key. */
const NEVER_KEYS: Record<string, string[]> = { twoFactor: ["secret"] };

export interface Model {
  /** The table's name in Better Auth's words, with renames: part of every key. */
  name: string;
  /** Columns of the home key. */
  home: string[];
  /** Columns of each further unique key. */
  pointers: string[][];
  /** Columns with an edge. */
  edges: string[];
  /** The column of the instant after which a row is absent. */
  expiry: string | undefined;
  /** Every column that keys, edges or expiry depend on. */
  keyed: Set<string>;
}

/** @param key the model as Better Auth calls it, @param name as this installation calls it. */
export function toModel(schema: Schema, key: string, name: string, keepExpired = false): Model {
  const fields = schema[key]?.fields ?? {};
  const column = (field: string): string => fields[field]?.fieldName ?? field;
  const indexed = Object.keys(fields).filter((field) => field !== "id" && !NEVER_KEYS[key]?.includes(field));
  const together = UNIQUE_TOGETHER[key];
  const uniques = [
    ["id"],
    ...indexed.filter((field) => fields[field]?.unique).map((field) => [column(field)]),
    ...(together ? [together.map(column)] : []),
  ];
  const home = (HOME[key] ?? ["id"]).map(column);
  const pointers = uniques.filter((columns) => columns.join() !== home.join());
  const edges = indexed.filter((field) => fields[field]?.index && !fields[field].unique).map(column);
  const expiry = keepExpired || EXPIRY[key] === undefined ? undefined : column(EXPIRY[key]);
  return {
    name,
    home,
    pointers,
    edges,
    expiry,
    keyed: new Set([...uniques.flat(), ...edges, ...(expiry ? [expiry] : [])]),
  };
}

/** Whether a row is past its end by the clock in force. */
export function isExpired(model: Model, fields: Fields): boolean {
  const end = model.expiry === undefined ? undefined : fields[model.expiry];
  return typeof end === "string" && end <= nowIso();
}

/** Longer values are hashed: a key has at most 2,048 bytes. */
const MAX_PART = 400;

/** A value as part of a key: no value can reach into the next part. */
function part(value: unknown): string {
  const text = encodeURIComponent(String(value));
  return text.length <= MAX_PART ? text : `~${createHash("sha256").update(text).digest("base64url")}`;
}

const present = (value: unknown): boolean => value !== null && value !== undefined;

/** The partition of a unique key, or null when a column has no value (then nothing is claimed). */
export function uniquePk(prefix: string, model: Model, columns: readonly string[], fields: Fields): string | null {
  if (!columns.every((column) => present(fields[column]))) return null;
  const values = columns.map((column) => part(fields[column])).join("#");
  return columns.join() === "id"
    ? `${prefix}#${model.name}#${values}`
    : `${prefix}#${model.name}#${columns.join("+")}#${values}`;
}

/** The partition that holds one item per row with this value. */
export const edgePk = (prefix: string, model: Model, column: string, value: unknown): string =>
  `${prefix}#${model.name}#by+${column}#${part(value)}`;

export const ROW_SK = "row";
const POINTER_SK = "pointer";

/** An item beside the row that says where the row is. `unique` names the columns it claims; null for an edge. */
export interface KeyItem {
  pk: string;
  sk: string;
  at: string;
  ttl: number | undefined;
  unique: string[] | null;
}

/** Where a row lives. Throws (a defect) for a row without its home key. */
export function homePk(prefix: string, model: Model, fields: Fields): string {
  const pk = uniquePk(prefix, model, model.home, fields);
  if (pk === null) throw new Error(`auth: a ${model.name} without ${model.home.join(" and ")}`);
  return pk;
}

/** The TTL attribute of a row, in epoch seconds; undefined when it does not expire. */
export function ttlOf(model: Model, fields: Fields): number | undefined {
  const end = model.expiry === undefined ? undefined : fields[model.expiry];
  return typeof end === "string" ? Math.ceil(Date.parse(end) / 1000) : undefined;
}

/** Every item that must exist beside a row. */
export function keyItems(prefix: string, model: Model, fields: Fields): KeyItem[] {
  const at = homePk(prefix, model, fields);
  const ttl = ttlOf(model, fields);
  const pointers = model.pointers.flatMap((columns) => {
    const pk = uniquePk(prefix, model, columns, fields);
    return pk === null ? [] : [{ pk, sk: POINTER_SK, at, ttl, unique: columns }];
  });
  const edges = model.edges
    .filter((column) => present(fields[column]))
    .map((column) => ({ pk: edgePk(prefix, model, column, fields[column]), sk: at, at, ttl, unique: null }));
  return [...pointers, ...edges];
}

/** The key of a pointer. */
export const pointerKey = (pk: string) => ({ pk, sk: POINTER_SK });
