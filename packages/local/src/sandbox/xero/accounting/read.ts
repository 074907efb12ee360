/** Reads of lists: the filters that are parameters of their own, then those of every list. */
import { listed } from "../query/list.ts";
import { textAt, type Wire } from "../query/where.ts";
import type { Ask } from "./door.ts";
import { answered } from "./envelope.ts";
import { missing } from "./refusal.ts";

/** A parameter such as `IDs`, and the member it is about. */
export type Filters = Record<string, string>;

export function read(
  c: Ask,
  { plural, idField, records, filters = {} }: { plural: string; idField: string; records: Wire[]; filters?: Filters },
): Response {
  const kept = Object.entries(filters).reduce((left, [parameter, path]) => {
    const wanted = c.req.query(parameter);
    if (wanted === undefined || wanted === "") return left;
    const values = new Set(wanted.split(",").map((value) => value.trim().toLowerCase()));
    return left.filter((record) => values.has(textAt(record, path)));
  }, records);
  const query = {
    where: c.req.query("where"),
    order: c.req.query("order"),
    page: c.req.query("page"),
    pageSize: c.req.query("pageSize"),
    modifiedSince: c.req.header("if-modified-since"),
  };
  return answered(c, plural, listed(kept, query, idField), c.get("book").now());
}

/** The answer about one record, or that there is none. */
export const alone = (c: Ask, plural: string, record: Wire | undefined): Response =>
  record ? answered(c, plural, { records: [record] }, c.get("book").now()) : missing(c);
