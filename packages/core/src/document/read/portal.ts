/** What a client's own people see: what the firm shows them, and what they uploaded themselves. */
import { requirePortal } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { DocumentRow } from "../entity.ts";
import { KEPT_FROM } from "../rule/folder.ts";
import { toPortal } from "../rule/view.ts";
import type { PortalDocument, PortalDocumentQuery } from "../schema.ts";

/**
 * One client's documents folder by folder, each newest first; without `clientId` those of the first client. One request. What
 * is not for this person is passed over, so that a page may be shorter than asked, or empty with a cursor.
 */
export async function listForPortal(query: PortalDocumentQuery): Promise<Page<PortalDocument>> {
  const { tenantId, clientIds, userId } = requirePortal();
  const clientId = query.clientId ?? clientIds[0];
  if (clientId === undefined) return { items: [], nextCursor: null };
  if (!clientIds.includes(clientId)) throw notFound("client");
  const page = await readPage(() =>
    DocumentRow.query
      .byFolder({ tenantId, clientId })
      .gte({ folder: KEPT_FROM })
      .where(
        (row, is) =>
          `${is.eq(row.visibleToClient, true)} OR (${is.eq(row.byKind, "portal")} AND ${is.eq(row.byId, userId)})`,
      )
      .go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }),
  );
  return { ...page, items: page.items.map((row) => toPortal(row, userId)) };
}
