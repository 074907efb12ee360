/** POST Object: a browser form upload, allowed by a signed policy. */
import { firstRefused, refusalText } from "../gate/principal.ts";
import type { Principals } from "../gate/principal.ts";
import { objectArn } from "../place.ts";
import type { S3Answer, S3Store } from "./fauxqs.ts";
import { checkPolicy, policySignature, readForm } from "./post-policy.ts";
import type { Form } from "./post-policy.ts";
import { accessDenied, S3Error } from "./s3-error.ts";

export async function postObject(
  store: S3Store,
  principals: Principals,
  bucket: string,
  body: Buffer,
  contentType: string,
): Promise<S3Answer> {
  const form = await readForm(body, contentType);
  const signed = policySignature(form);
  const principal = principals.byKey(signed.accessKeyId);
  if (principal === undefined) throw unknownKey();
  checkPolicy(form, bucket, signed, principal.secretAccessKey, Date.now());

  const key = (form.fields.get("key") ?? "").replaceAll("${filename}", form.filename);
  if (key === "") throw new S3Error(400, "InvalidArgument", "Bucket POST must contain a field named 'key'.");
  const refused = firstRefused(principal, [{ action: "s3:PutObject", arn: objectArn(bucket, key) }]);
  if (refused !== undefined) throw accessDenied(refusalText(principal, refused));
  if (!store.hasBucket(bucket)) throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");

  const type = form.fields.get("content-type") ?? "binary/octet-stream";
  const { etag } = store.putObject(bucket, key, form.file, type, metadataOf(form), systemOf(form));
  return answerTo(form, bucket, key, etag);
}

export const unknownKey = (): S3Error =>
  new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");

const metadataOf = ({ fields }: Form): Record<string, string> =>
  Object.fromEntries(
    [...fields].filter(([name]) => name.startsWith("x-amz-meta-")).map(([name, value]) => [name.slice(11), value]),
  );

const SYSTEM: [field: string, property: string][] = [
  ["content-disposition", "contentDisposition"],
  ["cache-control", "cacheControl"],
  ["content-encoding", "contentEncoding"],
];

const systemOf = ({ fields }: Form): Record<string, string> =>
  Object.fromEntries(
    SYSTEM.flatMap(([field, property]) => {
      const value = fields.get(field);
      return value === undefined ? [] : [[property, value]];
    }),
  );

/** 204 unless the form asks for 200, 201 (with XML) or a redirect. */
function answerTo({ fields }: Form, bucket: string, key: string, etag: string): S3Answer {
  const empty = Buffer.alloc(0);
  const redirect = fields.get("success_action_redirect");
  if (redirect !== undefined && URL.canParse(redirect)) {
    const location = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag })) location.searchParams.set(name, value);
    return { status: 303, headers: { etag, location: location.href }, body: empty };
  }
  const wanted = Number(fields.get("success_action_status"));
  if (wanted !== 201) return { status: wanted === 200 ? 200 : 204, headers: { etag }, body: empty };
  const escape = (text: string): string => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Bucket>${bucket}</Bucket><Key>${escape(key)}</Key><ETag>${escape(etag)}</ETag></PostResponse>`;
  return { status: 201, headers: { etag, "content-type": "application/xml" }, body: Buffer.from(xml) };
}
