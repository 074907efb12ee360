/** Reads one document of the actor's firm, strongly; what is not there and what is another firm's are the same 404. */
import { requireStaff, type StaffActor, tenantId } from "../../lib/actor.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { can } from "../../lib/permission.ts";
import { type DocumentItem, DocumentRow, type UploadItem, UploadRow } from "../entity.ts";

/** The document, whether in the bin or not. One request. */
export async function load(id: string): Promise<DocumentItem> {
  const { data } = await DocumentRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("document");
  return data;
}

/** Identity evidence is for those who may see the checks; the rest for all staff. */
export const mayRead = ({ role }: StaffActor, { kind }: Pick<DocumentItem, "kind">): boolean =>
  kind !== "kyc" || can(role, "kyc:read");

/** The same for the member of staff who asks: 404 for what they may not read. */
export async function loadForStaff(id: string): Promise<DocumentItem> {
  const actor = requireStaff("document:read");
  const row = await load(id);
  if (!mayRead(actor, row)) throw notFound("document");
  return row;
}

/** The document and the upload under an id. Two requests, at once. */
export async function loadBoth(id: string): Promise<{ document: DocumentItem | null; upload: UploadItem | null }> {
  const key = { tenantId: tenantId(), id };
  const [document, upload] = await Promise.all([
    DocumentRow.get(key).go({ consistent: true }),
    UploadRow.get(key).go({ consistent: true }),
  ]);
  return { document: document.data, upload: upload.data };
}

export const inBin = (): VisibleError =>
  new VisibleError("gone", "document.deleted", "This document was deleted. Restore it first.");
