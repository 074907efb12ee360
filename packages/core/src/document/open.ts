/** Opening a document: a short link after the check, and a note of who opened it. */
import { activity } from "../activity/index.ts";
import { requirePortal, useActor } from "../lib/actor.ts";
import { isoIn, nowIso, SECOND_MS } from "../lib/clock.ts";
import { notFound } from "../lib/error.ts";
import { transact, write } from "../lib/table/transact.ts";
import { type DocumentItem, DocumentRow, OpenerRow } from "./entity.ts";
import { inBin, load, loadForStaff } from "./read/load.ts";
import { isBy, person } from "./rule/view.ts";
import type { DocumentLink, DownloadQuery } from "./schema.ts";
import { withStorage } from "./storage.ts";

/** R6: 60 to 120 seconds. Long enough for a viewer that reads a large PDF in parts. */
const LINK_S = 120;

/** A link for staff. Two requests. Errors: `document.not-found`, `document.deleted`. */
export async function download(id: string, query: DownloadQuery): Promise<DocumentLink> {
  return link(await loadForStaff(id), query);
}

/** A link for a client's own person, to what they may see: 404 for everything else. Two requests. */
export async function downloadForPortal(id: string, query: DownloadQuery): Promise<DocumentLink> {
  const actor = requirePortal();
  const row = await load(id);
  const mine = actor.clientIds.includes(row.clientId) && (row.visibleToClient || isBy(row, actor.userId));
  if (!mine || row.deletedAt !== undefined) throw notFound("document");
  return link(row, query);
}

/** Counts the opening first: a link that nobody noted is never given out. */
async function link(row: DocumentItem, { show }: DownloadQuery): Promise<DocumentLink> {
  if (row.deletedAt !== undefined) throw inBin();
  const { tenantId, id, name, contentType } = row;
  const by = person(useActor());
  const at = nowIso();
  await transact([
    write(
      DocumentRow.patch({ tenantId, id })
        .add({ opens: 1 })
        .set({ lastOpenedAt: at, lastOpenedBy: by.name ?? by.id })
        .where((one, is) => is.notExists(one.deletedAt)),
      inBin,
    ),
    write(
      OpenerRow.upsert({
        tenantId,
        documentId: id,
        personId: by.id,
        kind: by.kind,
        lastAt: at,
        ...(by.name ? { name: by.name } : {}),
      })
        .ifNotExists({ firstAt: at })
        .add({ count: 1 }),
    ),
    activity({
      entityType: "document",
      entityId: id,
      clientId: row.clientId,
      action: "document.opened",
      summary: `Document ${name} ${show === "inline" ? "viewed" : "downloaded"}`,
    }),
  ]);
  const url = await withStorage((storage) =>
    storage.getSignedUrl(row.key, LINK_S, { contentType, ...(show === "inline" ? {} : { fileName: name }) }),
  );
  return { url, expiresAt: isoIn(LINK_S * SECOND_MS), name, contentType };
}
