/** Rows as the API shows them. Pure. */
import { type Actor, actorLabel } from "../../lib/actor.ts";
import type { DocumentItem, OpenerItem } from "../entity.ts";
import { type DocumentSummary, type Opener, type PortalDocument, RETENTION } from "../schema.ts";

export const toSummary = (row: DocumentItem): DocumentSummary => ({
  id: row.id,
  clientId: row.clientId,
  clientName: row.clientName,
  kind: row.kind,
  name: row.name,
  contentType: row.contentType,
  sizeBytes: row.sizeBytes,
  sha256: row.sha256,
  visibleToClient: row.visibleToClient,
  expiresOn: row.expiresOn ?? null,
  retention: RETENTION[row.kind],
  uploadedBy: { kind: row.byKind, id: row.byId, name: row.byName ?? null },
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  opens: row.opens,
  lastOpenedAt: row.lastOpenedAt ?? null,
  lastOpenedBy: row.lastOpenedBy ?? null,
  deletedAt: row.deletedAt ?? null,
  purgeAt: row.purgeAt ?? null,
  version: row.version,
});

export const toOpener = (row: OpenerItem): Opener => ({
  kind: row.kind,
  id: row.personId,
  name: row.name ?? null,
  count: row.count,
  firstAt: row.firstAt,
  lastAt: row.lastAt,
});

export const toPortal = (row: DocumentItem, userId: string): PortalDocument => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  contentType: row.contentType,
  sizeBytes: row.sizeBytes,
  expiresOn: row.expiresOn ?? null,
  createdAt: row.createdAt,
  mine: isBy(row, userId),
});

export const isBy = (row: { byKind: string; byId: string }, userId: string): boolean =>
  row.byKind === "portal" && row.byId === userId;

/** The actor as rows keep it. A provider is one of our systems here: what came by it, we fetched. */
export function person(actor: Actor): { kind: "staff" | "portal" | "system"; id: string; name?: string } {
  const { kind, id } = actorLabel(actor);
  return {
    kind: kind === "provider" ? "system" : kind,
    id,
    ...(actor.kind === "staff" || actor.kind === "portal" ? { name: actor.name } : {}),
  };
}
