import { requireStaff, tenantId } from "../lib/actor.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import type { PageQuery } from "../lib/page.ts";
import { type ImportItem, ImportPage, ImportRow, pageKey } from "./entity.ts";
import type { Import, ImportRowQuery, ImportRowView } from "./schema.ts";
import { toImport, toRow } from "./view.ts";

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
  const next = (at: number): number =>
    row.pages.findIndex((counts, n) => n >= at && (show === undefined || counts[show] > 0));
  const page = next(from);
  if (page < 0) return { items: [], nextCursor: null };
  const { data } = await ImportPage.get(pageKey(row, page)).go({ consistent: true });
  const wanted = (data?.rows ?? []).filter(
    (one) => show === undefined || (show === "failed" ? one.failure !== undefined : one.state === show),
  );
  const after = next(page + 1);
  return { items: wanted.map(toRow), nextCursor: after < 0 ? null : String(after) };
}
