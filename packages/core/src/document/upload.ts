/** An upload: begun by a person, carried by their browser straight to the storage, and completed here. */
import { loadClient } from "../client/index.ts";
import { type Actor, requirePortal, requireStaff } from "../lib/actor.ts";
import { MINUTE_MS, now, nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { transact, write } from "../lib/table/transact.ts";
import { incomingKey } from "../provider/storage/key.ts";
import { countUpload } from "./bound.ts";
import { type DocumentItem, UploadRow } from "./entity.ts";
import { type Described, file, UPLOAD_MS, uploadOf, USE } from "./filing.ts";
import { inspect } from "./inspect/index.ts";
import { load, loadBoth } from "./read/load.ts";
import { named } from "./rule/type.ts";
import { isBy, person, toPortal, toSummary } from "./rule/view.ts";
import {
  DocumentCreate,
  type DocumentCreateInput,
  type DocumentSummary,
  MAX_DOCUMENT_BYTES,
  type PortalDocument,
  PortalDocumentCreate,
  type PortalDocumentCreateInput,
  type Upload,
} from "./schema.ts";
import { withStorage } from "./storage.ts";

/** How long the form is good: a slow line carries 10 MB in that time. */
const FORM_MS = 15 * MINUTE_MS;

/** Begins an upload by staff. Errors: `client.not-found`, `document.too-many-uploads`. Four requests. */
export async function begin(input: DocumentCreateInput): Promise<Upload> {
  const actor = requireStaff("document:write");
  return beginAs(actor, DocumentCreate.parse(input));
}

/** Begins an upload by a client's own person, for a client of theirs: 404 for any other. */
export async function beginForPortal(input: PortalDocumentCreateInput): Promise<Upload> {
  const actor = requirePortal();
  const { clientId = actor.clientIds[0], ...typed } = PortalDocumentCreate.parse(input);
  if (clientId === undefined || !actor.clientIds.includes(clientId)) throw notFound("client");
  return beginAs(actor, { ...typed, clientId, visibleToClient: false });
}

async function beginAs(actor: Actor & { tenantId: string }, typed: DocumentCreate): Promise<Upload> {
  const { tenantId } = actor;
  const client = await loadClient(typed.clientId);
  await countUpload(tenantId, client.id);
  const by = person(actor);
  const described: Described = {
    tenantId,
    id: newId("doc"),
    clientId: client.id,
    clientName: client.name,
    kind: typed.kind,
    name: named(typed.name, typed.contentType),
    contentType: typed.contentType,
    visibleToClient: typed.visibleToClient,
    ...(typed.expiresOn ? { expiresOn: typed.expiresOn } : {}),
    byKind: by.kind,
    byId: by.id,
    ...(by.name === undefined ? {} : { byName: by.name }),
    createdAt: nowIso(),
  };
  await transact([write(UploadRow.create(uploadOf(described)))]);
  const upload = await withStorage((storage) =>
    storage.presignUpload({
      key: incomingKey(tenantId, USE, described.id),
      contentType: typed.contentType,
      maxBytes: MAX_DOCUMENT_BYTES,
      expiresInS: FORM_MS / 1000,
    }),
  );
  return { id: described.id, upload };
}

/**
 * Looks at the uploaded file, and lists it. Again is the same answer. Errors: `document.not-found` (also for an upload that
 * was given up), `document.not-uploaded`, those of `inspect`, `document.storage-unavailable`. A refused file may be uploaded
 * anew as long as the form is good.
 */
export async function complete(id: string): Promise<DocumentSummary> {
  requireStaff("document:write");
  return completeAs(id, () => true, toSummary);
}

/** The same by a client's own person, of an upload that they began. */
export async function completeForPortal(id: string): Promise<PortalDocument> {
  const { userId } = requirePortal();
  return completeAs(
    id,
    (row) => isBy(row, userId),
    (row) => toPortal(row, userId),
  );
}

async function completeAs<T>(
  id: string,
  mayComplete: (row: Described) => boolean,
  show: (row: DocumentItem) => T,
): Promise<T> {
  const { document, upload } = await loadBoth(id);
  const found = document ?? upload;
  if (!found || !mayComplete(found)) throw notFound("document");
  if (!upload || document) return show(await load(id));
  if (now() > Date.parse(upload.createdAt) + UPLOAD_MS) throw notFound("document");
  const incoming = incomingKey(upload.tenantId, USE, id);
  const body = await withStorage((storage) => storage.readFromS3(incoming, MAX_DOCUMENT_BYTES));
  if (!body)
    throw new VisibleError(
      "conflict",
      "document.not-uploaded",
      "The file has not arrived in the storage. Upload it again.",
    );
  const contentType = await inspect(body, upload.contentType);
  const { keys = [], ttl: _ttl, gsi2pk: _pk, gsi2sk: _sk, ...described } = upload;
  const filing = { earlier: keys, also: (row: DocumentItem) => settled(show(row)) };
  const row = await file({ ...described, contentType }, body, filing);
  if (!row) return show(await load(id));
  await forget(incoming);
  return show(row);
}

/** What cannot be removed now is nobody's failure: the bucket forgets it in a day. */
async function forget(incoming: string): Promise<void> {
  try {
    await withStorage((storage) => storage.deleteFromS3(incoming));
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
  }
}
