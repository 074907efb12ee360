/** What an S3 request is about: bucket and key from its path, and the IAM actions it needs. */
import type { IncomingHttpHeaders } from "node:http";
import type { Action } from "../gate/principal.ts";
import { bucketArn, objectArn } from "../place.ts";
import { S3Error } from "./s3-error.ts";

export type Target = { method: string; bucket: string; key: string; query: URLSearchParams };

const MAX_KEY_BYTES = 1024;

/** Path style only: `/<bucket>/<key>`. */
export function targetOf(method: string, url: string): Target {
  const [path = "/", query = ""] = url.split(/\?(.*)/s);
  const slash = path.indexOf("/", 1);
  const [bucket, key] = slash === -1 ? [path.slice(1), ""] : [path.slice(1, slash), path.slice(slash + 1)];
  try {
    const target = { method, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
    if (Buffer.byteLength(target.key) > MAX_KEY_BYTES)
      throw new S3Error(400, "KeyTooLongError", "Your key is too long", { MaxSizeAllowed: MAX_KEY_BYTES });
    return { ...target, query: new URLSearchParams(query) };
  } catch (error) {
    if (error instanceof URIError) throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
    throw error;
  }
}

/** Source: "Required permissions for Amazon S3 API operations". `body` names the keys of a DeleteObjects. */
export function s3Actions(target: Target, headers: IncomingHttpHeaders, body: Buffer): Action[] {
  const { bucket, key } = target;
  if (bucket === "") return [{ action: "s3:ListAllMyBuckets", arn: "*" }];
  return key === "" ? bucketActions(target, body) : objectActions(target, objectArn(bucket, key), headers);
}

function bucketActions({ method, bucket, query }: Target, body: Buffer): Action[] {
  const arn = bucketArn(bucket);
  if (query.has("lifecycle"))
    return [{ action: method === "GET" ? "s3:GetLifecycleConfiguration" : "s3:PutLifecycleConfiguration", arn }];
  switch (method) {
    case "GET":
    case "HEAD":
      return [{ action: "s3:ListBucket", arn }];
    case "POST":
      return keysOf(body).map((key) => ({ action: "s3:DeleteObject", arn: objectArn(bucket, key) }));
    case "DELETE":
      return [{ action: "s3:DeleteBucket", arn }];
    default:
      return [{ action: "s3:CreateBucket", arn }];
  }
}

function objectActions({ method, query }: Target, arn: string, headers: IncomingHttpHeaders): Action[] {
  switch (method) {
    case "GET":
    case "HEAD":
      return [{ action: query.has("attributes") ? "s3:GetObjectAttributes" : "s3:GetObject", arn }];
    case "DELETE":
      return [{ action: query.has("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject", arn }];
    default: {
      const source = headers["x-amz-copy-source"];
      const put = { action: "s3:PutObject", arn };
      return typeof source === "string"
        ? [put, { action: "s3:GetObject", arn: `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, "")}` }]
        : [put];
    }
  }
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Keys of a DeleteObjects request; no key at all still needs some grant, so it counts as the whole bucket. */
function keysOf(body: Buffer): string[] {
  const keys = [...body.toString("utf8").matchAll(/<Key>([\s\S]*?)<\/Key>/g)].map(([, text = ""]) =>
    text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  );
  return keys.length === 0 ? ["*"] : keys;
}
