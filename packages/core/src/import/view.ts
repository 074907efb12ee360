/** An import as the API shows it. Pure. */
import type { CheckedRow, ImportItem, PageCounts } from "./entity.ts";
import type { Import, ImportRowView } from "./schema.ts";

const sum = (pages: readonly PageCounts[], state: keyof PageCounts): number =>
  pages.reduce((total, counts) => total + counts[state], 0);

/** How many rows a page has. */
export const checkedIn = ({ ready, error, duplicate, alike }: PageCounts): number => ready + error + duplicate + alike;

/** How many clients the import makes when it is confirmed so. */
export const wantedOf = ({ pages, alike }: Pick<ImportItem, "pages" | "alike">): number =>
  sum(pages, "ready") + (alike === "import" ? sum(pages, "alike") : 0);

export const toImport = (row: ImportItem): Import => ({
  id: row.id,
  status: row.status,
  fileName: row.fileName,
  sizeBytes: row.sizeBytes,
  createdAt: row.createdAt,
  createdByName: row.createdByName,
  refusal: row.refusal ?? null,
  notes: row.notes,
  headers: row.headers,
  sample: row.sample,
  mapping: row.mapping,
  found: {
    ready: sum(row.pages, "ready"),
    error: sum(row.pages, "error"),
    duplicate: sum(row.pages, "duplicate"),
    alike: sum(row.pages, "alike"),
  },
  alike: row.alike,
  made: row.made,
  failed: row.failed,
  progress:
    row.status === "checking"
      ? { done: row.pages.reduce((total, page) => total + checkedIn(page), 0), total: row.rows }
      : { done: row.importedRows, total: wantedOf(row) },
  movedAt: row.movedAt,
});

/** A row without what would be made of it: all that is kept once it is imported. */
export const withoutClient = ({ line, state, name, errors, duplicateOf, cells }: CheckedRow): CheckedRow => ({
  line,
  state,
  name,
  errors,
  duplicateOf,
  ...(cells ? { cells } : {}),
});

export const toRow = (row: CheckedRow): ImportRowView => ({
  ...withoutClient(row),
  clientId: row.clientId ?? null,
  failure: row.failure ?? null,
});
