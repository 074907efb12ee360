/**
 * Object storage in our words (F42, F46–F49, R6): private bucket, keys instead of URLs, short links after an authorisation
 * check, browser uploads by a presigned POST that the *server* bounds in type and length.
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl as presign } from "@aws-sdk/s3-request-presigner";
import { ProviderError } from "../../lib/provider/error.ts";
import { storage } from "./client.ts";
import { calling, callingObject } from "./failure.ts";

export { incomingKey } from "./key.ts";

/** The longest any link may live: the reference's hour, and then for proposals only. */
export const MAX_LINK_S = 3600;
/** 10 MiB: the largest object a browser may upload. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

export interface ObjectHead {
  sizeBytes: number;
  contentType: string;
}

/** Stores bytes under a key. The key, not a URL, is what a record keeps. */
export async function uploadToS3(object: {
  key: string;
  body: Uint8Array;
  contentType: string;
}): Promise<{ key: string }> {
  const { client, bucket } = storage();
  await calling(() =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: object.key,
        Body: object.body,
        ContentLength: object.body.byteLength,
        ContentType: object.contentType,
      }),
    ),
  );
  return { key: object.key };
}

/**
 * A link that downloads one object without sign-in for `expiresInS` seconds (1–3600). Make it after the authorisation check
 * and the activity row. `fileName` makes the browser save instead of show, unless `inline`: then it is
 * the name that the browser's viewer offers.
 */
export async function getSignedUrl(
  key: string,
  expiresInS: number,
  show: { fileName?: string; contentType?: string; inline?: boolean } = {},
): Promise<string> {
  if (!Number.isInteger(expiresInS) || expiresInS < 1 || expiresInS > MAX_LINK_S)
    throw new RangeError(`a link lives 1 to ${MAX_LINK_S} seconds`);
  const { client, bucket } = storage();
  const named = show.fileName === undefined ? "" : `; filename*=UTF-8''${encodeURIComponent(show.fileName)}`;
  const disposition = `${named === "" || show.inline ? "inline" : "attachment"}${named}`;
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ResponseContentDisposition: disposition,
    ...(show.contentType ? { ResponseContentType: show.contentType } : {}),
  });
  return presign(client, command, { expiresIn: expiresInS });
}

/** A form that uploads exactly this key, type and at most `maxBytes` straight from a browser, for `expiresInS` seconds. */
export async function presignUpload(upload: {
  key: string;
  contentType: string;
  maxBytes?: number;
  expiresInS: number;
}): Promise<{ url: string; fields: Record<string, string> }> {
  const { client, bucket } = storage();
  return createPresignedPost(client, {
    Bucket: bucket,
    Key: upload.key,
    Expires: upload.expiresInS,
    Fields: { "Content-Type": upload.contentType },
    Conditions: [
      ["content-length-range", 1, upload.maxBytes ?? MAX_UPLOAD_BYTES],
      ["eq", "$Content-Type", upload.contentType],
    ],
  });
}

/** Size and type of an object; null when there is none. */
export async function headObject(key: string): Promise<ObjectHead | null> {
  const { client, bucket } = storage();
  const head = await callingObject(() => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
  return head && { sizeBytes: head.ContentLength ?? 0, contentType: head.ContentType ?? "application/octet-stream" };
}

/** An object's bytes, at most `maxBytes` of them; null when there is none. A longer one is refused without reading it. */
export async function readFromS3(key: string, maxBytes = MAX_UPLOAD_BYTES): Promise<Uint8Array | null> {
  const { client, bucket } = storage();
  const answer = await callingObject(() => client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
  if (!answer) return null;
  if ((answer.ContentLength ?? 0) > maxBytes)
    throw new ProviderError("rejected", { provider: "s3", providerCode: "EntityTooLarge" });
  return calling(async () => (await answer.Body?.transformToByteArray()) ?? new Uint8Array());
}

/** Removes an object; removing what is not there is fine. */
export async function deleteFromS3(key: string): Promise<void> {
  const { client, bucket } = storage();
  await calling(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
}

/** Whether the bucket answers within `patienceMs`, for the health page: throws a `ProviderError` when it does not. */
export async function checkBucket(patienceMs = 5000): Promise<void> {
  const { client, bucket } = storage();
  const abortSignal = AbortSignal.timeout(patienceMs);
  await calling(() => client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal }));
}
