/** Reading an object in parts, each a request of its own: bounded memory, and no connection that has to outlive slow work. */
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { ProviderError } from "../../lib/provider/error.ts";
import { storage } from "./client.ts";
import { calling, callingObject } from "./failure.ts";

const CHUNK_BYTES = 512 * 1024;

/**
 * The object's bytes in order. Throws a `ProviderError` `NoSuchKey` when there is none, and when it is replaced half way
 * (the parts are of one object, by its ETag).
 */
export async function* readChunks(key: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { client, bucket } = storage();
  let etag: string | undefined;
  let size = 1;
  for (let from = 0; from < size; from += CHUNK_BYTES) {
    const answer = await callingObject(() =>
      client.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          Range: `bytes=${from}-${from + CHUNK_BYTES - 1}`,
          ...(etag === undefined ? {} : { IfMatch: etag }),
        }),
      ),
    );
    if (!answer) throw new ProviderError("rejected", { provider: "s3", providerCode: "NoSuchKey" });
    etag ??= answer.ETag;
    size = Number(/\/(\d+)$/.exec(answer.ContentRange ?? "")?.[1] ?? answer.ContentLength ?? 0);
    if (size > maxBytes) throw new ProviderError("rejected", { provider: "s3", providerCode: "EntityTooLarge" });
    yield await calling(async () => (await answer.Body?.transformToByteArray()) ?? new Uint8Array());
  }
}
