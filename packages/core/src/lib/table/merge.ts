/**
 * One list from several partitions of an index that share one order: a page of each is read, and the pages are merged. As
 * many requests as there are partitions, however long they are.
 */
import { VisibleError } from "../error.ts";
import type { Page } from "../page.ts";

export interface Merge<T> {
  /** Where a row stands in the shared order, e.g. `<day>#<id>`: the cursor of the page that ends with it. */
  place: (row: T) => string;
  /** What a place looks like: anything else is no cursor of this list. */
  form: RegExp;
  order: "asc" | "desc";
  /** Reads each partition from `after` on (from its start when null), `limit` rows at most, in the shared order. */
  read: (after: string | null, limit: number) => Promise<{ data: T[] }>[];
}

export async function mergedPage<T>(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { place, form, order, read }: Merge<T>,
): Promise<Page<T>> {
  const after = cursor === undefined ? null : readCursor(cursor, form);
  const comesFirst = (a: string, b: string) => (order === "asc" ? a < b : a > b);
  // The row the cursor names may come again at the front, hence one more than asked; so does the one that says "more".
  const pages = await Promise.all(read(after, limit + 2));
  const rows = pages
    .flatMap((page) => page.data)
    .filter((row) => after === null || comesFirst(after, place(row)))
    .toSorted((a, b) => (comesFirst(place(a), place(b)) ? -1 : 1));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > items.length && last ? toCursor(place(last)) : null };
}

const toCursor = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

/** The tenant is never taken from a cursor, and anything but a place is refused. */
function readCursor(cursor: string, form: RegExp): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (form.test(text)) return text;
  throw new VisibleError("invalid", "cursor.invalid", "This page link is no longer valid. Start from the first page.");
}
