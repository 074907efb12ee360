import { requireStaff, tenantId } from "../../lib/actor.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { DocumentRow, OpenerRow } from "../entity.ts";
import { BIN, folderOf, KEPT_FROM, NO_EXPIRY } from "../rule/folder.ts";
import { toOpener, toSummary } from "../rule/view.ts";
import type { Document, DocumentQuery, DocumentSummary } from "../schema.ts";
import { loadForStaff, mayRead } from "./load.ts";

const OPENERS = 50;

/**
 * A client's documents folder by folder, each newest first, or one folder, or the bin; the firm's newest first, or by expiry
 * date, past ones first. One request, never more with more documents. Of the firm's newest those in the bin are passed over,
 * so that a page may be shorter than asked; so is identity evidence for who may not see the checks.
 */
export async function list(query: DocumentQuery): Promise<Page<DocumentSummary>> {
  const actor = requireStaff("document:read");
  const page = await readPage(() => rows(query));
  return { ...page, items: page.items.filter((row) => mayRead(actor, row)).map(toSummary) };
}

function rows({ clientId, kind, view, limit, ...query }: DocumentQuery) {
  const cursor = query.cursor ?? null;
  const newestFirst = { order: "desc", limit, cursor } as const;
  if (clientId !== undefined) {
    const ofClient = DocumentRow.query.byFolder({ tenantId: tenantId(), clientId });
    const folder = view === "deleted" ? BIN : kind && folderOf[kind];
    return (folder ? ofClient.begins({ folder }) : ofClient.gte({ folder: KEPT_FROM })).go(newestFirst);
  }
  if (view === "expiring")
    return DocumentRow.query
      .byExpiry({ tenantId: tenantId(), shelf: "kept" })
      .lt({ expiryKey: NO_EXPIRY })
      .go({ order: "asc", limit, cursor });
  return DocumentRow.query
    .byId({ tenantId: tenantId() })
    .where((row, is) => is.notExists(row.deletedAt))
    .go(newestFirst);
}

/** One document, also from the bin, with who opened it. Two requests. */
export async function fromId(id: string): Promise<Document> {
  const [row, openers] = await Promise.all([
    loadForStaff(id),
    OpenerRow.query.byDocument({ tenantId: tenantId(), documentId: id }).go({ limit: OPENERS }),
  ]);
  const openedBy = openers.data.map(toOpener).toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
  return { ...toSummary(row), openedBy };
}
