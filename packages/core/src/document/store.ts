/** Documents that the product makes itself: invoice and proposal PDFs. */
import { loadClient } from "../client/index.ts";
import { tenantId, useActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { DocumentRow, UploadRow } from "./entity.ts";
import { type Described, file, uploadOf } from "./filing.ts";
import { load, loadBoth } from "./read/load.ts";
import { type ContentType, named } from "./rule/type.ts";
import { person, toSummary } from "./rule/view.ts";
import { type DocumentKind, type DocumentSummary, MAX_DOCUMENT_BYTES } from "./schema.ts";

export interface NewDocument {
  /** Made beforehand (`newId("doc")`) by who may come twice: the first content stays, and is answered again. */
  id?: string;
  clientId: string;
  kind: DocumentKind;
  /** With or without its ending: `INV-0001` becomes `INV-0001.pdf`. */
  name: string;
  contentType: ContentType;
  /** 1 byte to 10 MiB. */
  body: Uint8Array;
  /** Whether the client's people see it among their documents; false when left out. */
  visibleToClient?: boolean;
  /** `YYYY-MM-DD`. */
  expiresOn?: string;
}

/**
 * Stores bytes of ours as a document of the actor's firm. The caller has checked that the actor may do what it is part of.
 * Four requests and one to the storage; with an `id`, two more. Errors: `client.not-found`, `document.storage-unavailable`.
 */
export async function storeDocument(given: NewDocument): Promise<DocumentSummary> {
  const { id = newId("doc"), body } = given;
  if (body.byteLength < 1 || body.byteLength > MAX_DOCUMENT_BYTES)
    throw new RangeError(`a document of ${body.byteLength} bytes cannot be stored`);
  const known = given.id === undefined ? null : await loadBoth(id);
  if (known?.document) return toSummary(known.document);
  const described = await describe(id, given);
  await transact([write(UploadRow.upsert(uploadOf(described)))]);
  return toSummary((await file(described, body, { earlier: known?.upload?.keys ?? [] })) ?? (await load(id)));
}

/** The write that puts a stored document before the client's people, for the transaction that makes it theirs. */
export const showToClient = (id: string): TransactItem =>
  write(DocumentRow.patch({ tenantId: tenantId(), id }).set({ visibleToClient: true }));

async function describe(id: string, { clientId, kind, name, contentType, ...given }: NewDocument): Promise<Described> {
  const client = await loadClient(clientId);
  const by = person(useActor());
  return {
    tenantId: tenantId(),
    id,
    clientId,
    clientName: client.name,
    kind,
    name: named(name, contentType),
    contentType,
    visibleToClient: given.visibleToClient ?? false,
    ...(given.expiresOn === undefined ? {} : { expiresOn: given.expiresOn }),
    byKind: by.kind,
    byId: by.id,
    ...(by.name === undefined ? {} : { byName: by.name }),
    createdAt: nowIso(),
  };
}
