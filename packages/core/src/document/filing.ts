/** The moment a file becomes a document: the bytes under their final key, then one transaction that lists it. */
import { createHash } from "node:crypto";
import { activity } from "../activity/index.ts";
import { DAY_MS, isoIn, nowIso, ttlIn } from "../lib/clock.ts";
import { logError } from "../lib/log.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { finalKey } from "../provider/storage/key.ts";
import { type DocumentItem, DocumentRow, type UploadItem, UploadRow } from "./entity.ts";
import { expiryKey, folderOf } from "./rule/folder.ts";
import { withStorage } from "./storage.ts";

/** The queue of what is to be removed for good. */
export const QUEUE = "document";

/** An upload that is not completed within a day is given up: the bucket forgets its bytes after the same time. */
const UPLOAD_MS = DAY_MS;
/** Should the purge never come, the row goes by itself. */
const UPLOAD_TTL_MS = 7 * DAY_MS;

/** What is known before the bytes are looked at. */
export type Described = Omit<UploadItem, "keys" | "ttl" | "gsi2pk" | "gsi2sk">;

/** The row of an upload that begins now, due to be given up in a day. */
export const uploadOf = (described: Described): UploadItem => ({
  ...described,
  ...dueKeys(QUEUE, isoIn(UPLOAD_MS), described.id),
  ttl: ttlIn(UPLOAD_TTL_MS),
});

/** The row of a document whose bytes are these. */
export function documentOf(described: Described, body: Uint8Array): DocumentItem {
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
  earlier: readonly string[];
  /** What joins the transaction. */
  also?: readonly TransactItem[];
}

/**
 * Files the bytes of an upload whose row exists. Two requests and one to the storage. Answers false when the upload is over:
 * it was completed by somebody else, or given up; then nothing is left behind.
 */
export async function file(row: DocumentItem, body: Uint8Array, { earlier, also = [] }: Filing): Promise<boolean> {
  const { tenantId, id, key } = row;
  try {
    await transact([write(UploadRow.patch({ tenantId, id }).add({ keys: [key] }))]);
    await withStorage((storage) => storage.uploadToS3({ key, body, contentType: row.contentType }));
    await transact([
      write(UploadRow.remove({ tenantId, id })),
      write(DocumentRow.create(row)),
      activity({
        entityType: "document",
        entityId: id,
        clientId: row.clientId,
        action: "document.added",
        summary: `Document ${row.name} added`,
      }),
      ...also,
    ]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    const { data } = await DocumentRow.get({ tenantId, id }).go({ consistent: true });
    if (data?.key !== key) await forget([key]);
    return false;
  }
  await forget(earlier.filter((one) => one !== key));
  return true;
}

/** Removes objects that no row needs. What cannot be removed now is nobody's failure; incoming ones expire by themselves. */
export async function forget(keys: readonly string[]): Promise<void> {
  try {
    await withStorage((storage) => Promise.all(keys.map((key) => storage.deleteFromS3(key))));
  } catch (error) {
    logError("objects left in the storage", error, { provider: "s3", count: keys.length });
  }
}
