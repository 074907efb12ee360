import { requireStaff, tenantId } from "../lib/actor.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import type { PageQuery } from "../lib/page.ts";
import { type ImportItem, ImportPage, ImportRow, type PageCounts, pageKey } from "./entity.ts";
import type { Import, ImportRowQuery, ImportRowView } from "./schema.ts";
import { checkedIn, toImport, toRow } from "./view.ts";

/** An import of the actor's firm, read strongly; anybody else's is 404. One request. */
export async function load(id: string): Promise<ImportItem> {
  const { data } = await ImportRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("import");
  return data;
}

export async function fromId(id: string): Promise<Import> {
  requireStaff("client:write");
  return toImport(await load(id));
}

/** The firm's imports of the last 30 days, newest first. One request. */
export async function list({ limit, cursor }: PageQuery): Promise<Page<Import>> {
  requireStaff("client:write");
  const query = ImportRow.query.byId({ tenantId: tenantId() });
  const page = await readPage(() => query.go({ limit, cursor: cursor ?? null, order: "desc" }));
  return { ...page, items: page.items.map(toImport) };
}

/** Rows that an answer holds, unless one page has more; and pages read for it. */
const MOST_ROWS = 100;
const MOST_PAGES = 10;

/** Rows of the check, in the order of the file; with `show` only those, and pages without any are not read. Two requests. */
export async function rows(id: string, { show, cursor }: ImportRowQuery): Promise<Page<ImportRowView>> {
  requireStaff("client:write");
  const row = await load(id);
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(from) || from < 0 || from > row.pages.length || String(from) !== (cursor ?? "0"))
    throw new VisibleError(
      "invalid",
      "cursor.invalid",
      "This page link is no longer valid. Start from the first page.",
    );
  const { pages, next } = pagesOf(row.pages, from, show);
  if (pages.length === 0) return { items: [], nextCursor: null };
  const keys = pages.map((page) => pageKey(row, page));
  const { data } = await ImportPage.get(keys).go({ consistent: true, preserveBatchOrder: true });
  const wanted = data
    .flatMap((page) => page?.rows ?? [])
    .filter((one) => show === undefined || (show === "failed" ? one.failure !== undefined : one.state === show));
  return { items: wanted.map(toRow), nextCursor: next === null ? null : String(next) };
}

/** The next pages that have such rows, and the one after them. */
function pagesOf(
  counts: readonly PageCounts[],
  from: number,
  show: ImportRowQuery["show"],
): { pages: number[]; next: number | null } {
  const pages: number[] = [];
  let rows = 0;
  for (const [page, count] of counts.entries()) {
    const here = show === undefined ? checkedIn(count) : count[show];
    if (page < from || here === 0) continue;
    if (pages.length > 0 && (rows + here > MOST_ROWS || pages.length === MOST_PAGES)) return { pages, next: page };
    pages.push(page);
    rows += here;
  }
  return { pages, next: null };
}
