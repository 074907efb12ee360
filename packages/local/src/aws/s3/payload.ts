/** The body of an upload: what the sender said about it must be true of what arrived. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { crc32 } from "node:zlib";
import { sha256Hex } from "../gate/sigv4.ts";
import { decodeAwsChunked } from "./fauxqs.ts";
import { S3Error } from "./s3-error.ts";

const CHUNKED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

type Headers = Record<string, string | undefined>;

/** The plain body and headers for the store; throws when a declared hash, checksum or Content-MD5 does not fit. */
export function checkedPayload(
  raw: Buffer,
  headers: IncomingHttpHeaders,
  declaredHash: string | undefined,
): { body: Buffer; headers: Headers } {
  const given = flat(headers);
  if (declaredHash === undefined)
    throw new S3Error(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  if (declaredHash === CHUNKED) {
    const { body, trailers } = decodeAwsChunked(raw);
    const encoding = given["content-encoding"]?.replace(/aws-chunked,?\s*/, "");
    const merged = { ...given, ...trailers, "content-encoding": encoding === "" ? undefined : encoding };
    const { [`content-encoding`]: kept, ...rest } = merged;
    checkDigests(body, merged);
    return { body, headers: kept === undefined ? rest : merged };
  }
  if (declaredHash.startsWith("STREAMING-"))
    throw new S3Error(501, "NotImplemented", "Chunk signatures are not implemented");
  if (declaredHash !== "UNSIGNED-PAYLOAD" && declaredHash !== sha256Hex(raw))
    throw new S3Error(
      400,
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  checkDigests(raw, given);
  return { body: raw, headers: given };
}

const flat = (headers: IncomingHttpHeaders): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));

/** CRC32C and CRC64NVME are stored without being recomputed: Node has neither. */
function checkDigests(body: Buffer, headers: Headers): void {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  const digests: Record<string, () => string> = {
    "content-md5": () => createHash("md5").update(body).digest("base64"),
    "x-amz-checksum-crc32": () => crc.toString("base64"),
    "x-amz-checksum-sha1": () => createHash("sha1").update(body).digest("base64"),
    "x-amz-checksum-sha256": () => createHash("sha256").update(body).digest("base64"),
  };
  for (const [name, compute] of Object.entries(digests))
    if (headers[name] !== undefined && headers[name] !== compute())
      throw new S3Error(400, "BadDigest", `The ${name} you specified did not match the calculated checksum.`);
}
