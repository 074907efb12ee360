/** The moment a file becomes a document: the bytes under their final key, then one transaction that lists it. */
import { createHash } from "node:crypto";
import { activity } from "../activity/index.ts";
import { DAY_MS, HOUR_MS, isoIn, nowIso, ttlIn } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { finalKey } from "../provider/storage/key.ts";
import { type DocumentItem, DocumentRow, type UploadItem, UploadRow } from "./entity.ts";
import { expiryKey, folderOf } from "./rule/folder.ts";
import { withStorage } from "./storage.ts";

/** The queue of what is to be removed for good. */
export const QUEUE = "document";

/** What keys under `incoming/` call an upload of ours. */
export const USE = "document";

/** An upload that is not completed within a day is given up: the bucket forgets its bytes after the same time. */
export const UPLOAD_MS = DAY_MS;
/** Between the last moment somebody may still want the bytes and their removal: longer than any request under way. */
export const PURGE_AFTER_MS = HOUR_MS;
/** Should the purge never come, the row goes by itself. */
const UPLOAD_TTL_MS = 7 * DAY_MS;

/** What is known before the bytes are looked at. */
export type Described = Omit<UploadItem, "keys" | "ttl" | "gsi2pk" | "gsi2sk">;

/** The row of an upload that begins now, due to be given up in a day. */
export const uploadOf = (described: Described): UploadItem => ({
  ...described,
  ...dueKeys(QUEUE, isoIn(UPLOAD_MS + PURGE_AFTER_MS), described.id),
  ttl: ttlIn(UPLOAD_TTL_MS),
});

/** The row of a document whose bytes are these. */
function documentOf(described: Described, body: Uint8Array): DocumentItem {
  const { tenantId, kind, id } = described;
  const sha256 = createHash("sha256").update(body).digest("hex");
  return {
    ...described,
    key: finalKey(tenantId, kind, id, sha256),
    sizeBytes: body.byteLength,
    sha256,
    folder: folderOf[kind],
    shelf: "kept",
    expiryKey: expiryKey(described.expiresOn),
    opens: 0,
    version: 1,
    updatedAt: nowIso(),
  };
}

interface Filing {
  /** Where tries before this one may have left bytes. */
  earlier: Iterable<string>;
  /** What joins the transaction. */
  also?: (row: DocumentItem) => TransactItem[];
}

/**
 * Files the bytes of an upload whose row exists. Two requests and one to the storage. Null when the upload is over: it was
 * completed by somebody else, or given up.
 */
export async function file(
  described: Described,
  body: Uint8Array,
  { earlier, also = () => [] }: Filing,
): Promise<DocumentItem | null> {
  const row = documentOf(described, body);
  const { tenantId, id, key, clientId, contentType, name } = row;
  try {
    await transact([write(UploadRow.patch({ tenantId, id }).add({ keys: [key] }))]);
    await withStorage((storage) => storage.uploadToS3({ key, body, contentType }));
    await transact([
      write(UploadRow.remove({ tenantId, id })),
      write(DocumentRow.create(row)),
      activity({
        entityType: "document",
        entityId: id,
        clientId,
        action: "document.added",
        summary: `Document ${name} added`,
      }),
      ...also(row),
    ]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    const { data } = await DocumentRow.get({ tenantId, id }).go({ consistent: true });
    await abandon(described, [key], data?.key);
    return null;
  }
  await abandon(described, earlier, key);
  return row;
}

/** Leaves objects that no document needs to the purge: whoever files may not remove what is filed. */
async function abandon(described: Described, keys: Iterable<string>, needed: string | undefined): Promise<void> {
  const left = [...keys].filter((key) => key !== needed);
  if (left.length > 0) await transact([write(UploadRow.upsert(uploadOf(described)).add({ keys: left }))]);
}
