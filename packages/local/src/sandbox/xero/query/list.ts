/** What every list takes: `where`, `If-Modified-Since`, `order`, `page` and `pageSize`. */
import { parseWhere, QueryFault, type Scalar, valueAt, type Wire } from "./where.ts";

export interface ListQuery {
  where?: string | undefined;
  order?: string | undefined;
  page?: string | undefined;
  pageSize?: string | undefined;
  modifiedSince?: string | undefined;
}
export interface Listed {
  records: Wire[];
  pagination?: { page: number; pageSize: number; pageCount: number; itemCount: number };
}

const PAGE_SIZE = 100;
const PAGE_SIZE_MAX = 1000;

/** Records come in as they will go out; `id` is the member that settles equal places. */
export function listed(records: readonly Wire[], query: ListQuery, id: string): Listed {
  const tests = [query.where ? parseWhere(query.where) : () => true, since(query.modifiedSince)];
  const kept = records.filter((record) => tests.every((test) => test(record)));
  const sorted = ordered(kept, query.order ?? "UpdatedDateUTC ASC", id);
  if (query.page === undefined) return { records: sorted };
  const page = whole(query.page, 1, Number.MAX_SAFE_INTEGER, "page");
  const pageSize = whole(query.pageSize ?? String(PAGE_SIZE), 1, PAGE_SIZE_MAX, "pageSize");
  const pagination = { page, pageSize, pageCount: Math.ceil(kept.length / pageSize), itemCount: kept.length };
  return { records: sorted.slice((page - 1) * pageSize, page * pageSize), pagination };
}

function whole(text: string, min: number, max: number, name: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new QueryFault(`${name} is out of range`);
  return value;
}

const toSecond = (ms: number): number => Math.floor(ms / 1000);

/** To the second, and what changed in that very second is not later: whoever polls has to overlap. */
function since(header: string | undefined): (record: Wire) => boolean {
  if (header === undefined || header === "") return () => true;
  const zoned = /(Z|GMT|[+-]\d\d:?\d\d)$/.test(header) ? header : `${header}Z`;
  const ms = Date.parse(zoned);
  if (Number.isNaN(ms)) throw new QueryFault("If-Modified-Since is no date");
  return (record) => {
    const updated = valueAt(record, "UpdatedDateUTC");
    return typeof updated === "number" && toSecond(updated) > toSecond(ms);
  };
}

function ordered(records: Wire[], order: string, id: string): Wire[] {
  const keys = order.split(",").map((part) => {
    const match = /^\s*([A-Za-z][\w.]*)(?:\s+(ASC|DESC))?\s*$/i.exec(part);
    if (!match?.[1]) throw new QueryFault(`the order "${order}" cannot be read`);
    return { path: match[1], sign: match[2]?.toUpperCase() === "DESC" ? -1 : 1 };
  });
  return records.toSorted((a, b) => {
    for (const { path, sign } of [...keys, { path: id, sign: 1 }]) {
      const [left, right] = [valueAt(a, path), valueAt(b, path)];
      const difference = compare(left, right);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function compare(a: Scalar, b: Scalar): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  return left < right ? -1 : left > right ? 1 : 0;
}
