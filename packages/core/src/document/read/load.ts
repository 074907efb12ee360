/** Reads one document of the actor's firm, strongly; what is not there and what is another firm's are the same 404. */
import { tenantId } from "../../lib/actor.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { type DocumentItem, DocumentRow, type UploadItem, UploadRow } from "../entity.ts";

/** The document, whether in the bin or not. One request. */
export async function load(id: string): Promise<DocumentItem> {
  const { data } = await DocumentRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("document");
  return data;
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
