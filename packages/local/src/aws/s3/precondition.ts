/** Conditional writes (`If-None-Match: *`, `If-Match`), and multipart uploads that belong to the key they name. */
import type { S3Store, StoredObject } from "./fauxqs.ts";
import { S3Error } from "./s3-error.ts";
import type { Target } from "./target.ts";

/** Whether the request makes an object: a PUT that is no part, or the completion of a multipart upload. */
const isWrite = ({ method, key, query }: Target): boolean =>
  key !== "" && (method === "PUT" ? !query.has("partNumber") : method === "POST" && query.has("uploadId"));

/** Runs right before the store's synchronous write, so nothing can come between check and write. */
export function checkPrecondition(store: S3Store, target: Target, headers: Record<string, string | undefined>): void {
  const noneMatch = headers["if-none-match"];
  const match = headers["if-match"];
  if (!isWrite(target) || (noneMatch === undefined && match === undefined)) return;
  const existing = find(store, target);
  if (noneMatch !== undefined && existing !== undefined) throw failed("If-None-Match");
  if (match !== undefined && existing === undefined)
    throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
  if (match !== undefined && existing?.etag !== match) throw failed("If-Match");
}

const failed = (condition: string): S3Error =>
  new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });

function find(store: S3Store, { bucket, key }: Target): StoredObject | undefined {
  try {
    return store.headObject(bucket, key);
  } catch {
    return undefined; // the store says no such key, or no such bucket, by throwing
  }
}

/** The store looks an upload up by its id alone; the grant was for bucket and key, so they must be the upload's own. */
export function checkUpload(store: S3Store, { bucket, key, query }: Target): void {
  const id = query.get("uploadId");
  if (id === null) return;
  const upload = store.multipartUploads.get(id);
  if (upload === undefined || upload.bucket !== bucket || upload.key !== key)
    throw new S3Error(404, "NoSuchUpload", "The specified upload does not exist.");
}
