/** Reads of lists: the filters that are parameters of their own, then those of every list. */
import type { Context } from "hono";
import type { Book } from "../book/book.ts";
import { listed } from "../query/list.ts";
import { textAt, type Wire } from "../query/where.ts";
import { answered } from "./envelope.ts";

/** A parameter such as `IDs`, and the member it is about. */
export type Filters = Record<string, string>;

export function read(
  c: Context,
  book: Book,
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
  return answered(c, plural, listed(kept, query, idField), book.now());
}
