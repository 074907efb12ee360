/** S3: the door in front of the object store. Nothing passes without a valid signature, a grant and a true checksum. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { DataDamaged } from "../error.ts";
import { firstRefused, refusalText } from "../gate/principal.ts";
import type { Principals } from "../gate/principal.ts";
import { readBody } from "../gate/serve.ts";
import type { Handler } from "../gate/serve.ts";
import { readSignature, refuse } from "../gate/sigv4.ts";
import type { Refusal, Signature } from "../gate/sigv4.ts";
import { bucketArn } from "../place.ts";
import type { Principal } from "../plan.ts";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { openObjects } from "./fauxqs.ts";
import type { ObjectStore, S3Answer } from "./fauxqs.ts";
import { isList, listObjects } from "./list.ts";
import { checkedPayload } from "./payload.ts";
import { postObject, unknownKey } from "./post.ts";
import { checkPrecondition, checkUpload } from "./precondition.ts";
import { accessDenied, errorXml, S3Error } from "./s3-error.ts";
import { s3Actions, targetOf } from "./target.ts";
import type { Target } from "./target.ts";

export type S3 = { handler: Handler; close(): void };

/** Bodies are held in memory; more than this belongs in a multipart upload. */
const BODY_LIMIT = 64 * 1024 * 1024;

export function openS3(dir: string, buckets: string[], principals: Principals, origins: string[]): S3 {
  let objects: ObjectStore;
  try {
    objects = openObjects(dir, buckets);
  } catch (error) {
    throw new DataDamaged(dir, error instanceof Error ? error.message : String(error), error);
  }
  return { handler: s3Handler(objects, principals, origins), close: () => objects.close() };
}

function s3Handler(objects: ObjectStore, principals: Principals, origins: string[]): Handler {
  return async (request, response) => {
    const cors = corsHeaders(request, origins);
    try {
      const answer =
        request.method === "OPTIONS" ? preflight(request, origins) : await answerTo(request, objects, principals);
      send(request, response, { ...answer, headers: { ...answer.headers, ...cors } });
    } catch (error) {
      const known =
        error instanceof S3Error ? error : new S3Error(500, "InternalError", "We encountered an internal error.");
      const body = Buffer.from(errorXml(known));
      send(request, response, { status: known.status, headers: { "content-type": "application/xml", ...cors }, body });
      if (!(error instanceof S3Error)) throw error;
    }
  };
}

function preflight(request: IncomingMessage, origins: string[]): S3Answer {
  const headers = preflightHeaders(request, origins);
  if (headers === undefined)
    throw new S3Error(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
  return { status: 200, headers, body: Buffer.alloc(0) };
}

async function answerTo(request: IncomingMessage, objects: ObjectStore, principals: Principals): Promise<S3Answer> {
  const raw = await readBody(request, BODY_LIMIT);
  const target = targetOf(request.method ?? "GET", request.url ?? "/");
  const contentType = request.headers["content-type"] ?? "";
  const isForm = target.method === "POST" && target.key === "" && contentType.startsWith("multipart/form-data");
  if (isForm) {
    if (raw === undefined) throw tooLarge();
    return postObject(objects.store, principals, target.bucket, raw, contentType);
  }

  const { principal, signature } = caller(request, principals);
  if (raw === undefined) throw tooLarge();
  const { body, headers } = checkedPayload(raw, request.headers, signature.declaredHash);
  const refused = firstRefused(principal, s3Actions(target, request.headers, body));
  if (refused !== undefined) throw accessDenied(refusalText(principal, refused));
  checkUpload(objects.store, target);
  checkPrecondition(objects.store, target, headers);
  if (isList(target)) return listObjects(objects.store, target);
  const query = Object.fromEntries(target.query);
  const answer = await objects.answer({
    method: target.method,
    bucket: target.bucket,
    key: target.key,
    query,
    headers,
    body,
  });
  return finish(answer, target, principal);
}

const tooLarge = (): S3Error =>
  new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    MaxSizeAllowed: BODY_LIMIT,
  });

function caller(request: IncomingMessage, principals: Principals): { principal: Principal; signature: Signature } {
  const signable = { method: request.method ?? "GET", url: request.url ?? "/", headers: request.headers };
  const signature = readSignature(signable);
  if (signature === undefined) throw accessDenied();
  if (signature === "malformed") throw REFUSALS.malformed;
  const principal = principals.byKey(signature.accessKeyId);
  if (principal === undefined) throw unknownKey();
  if (signature.service !== "s3") throw REFUSALS.malformed;
  const payload = signature.declaredHash ?? "UNSIGNED-PAYLOAD";
  const refusal = refuse(signable, signature, principal.secretAccessKey, payload, Date.now());
  if (refusal !== null) throw REFUSALS[refusal];
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith("x-amz-") && !signature.signedHeaders.includes(name),
  );
  if (unsigned.length > 0)
    throw new S3Error(403, "AccessDenied", "There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
  return { principal, signature };
}

const REFUSALS: Record<Refusal, S3Error> = {
  malformed: new S3Error(400, "AuthorizationHeaderMalformed", "The authorization that you provided is not valid."),
  "bad-expiry": new S3Error(
    400,
    "AuthorizationQueryParametersError",
    "X-Amz-Expires must be a number of seconds between 1 and 604800",
  ),
  expired: accessDenied("Request has expired"),
  skewed: new S3Error(
    403,
    "RequestTimeTooSkewed",
    "The difference between the request time and the current time is too large.",
  ),
  "host-unsigned": accessDenied("host must be a signed header"),
  mismatch: new S3Error(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  ),
};

const OVERRIDES = [
  "content-type",
  "content-disposition",
  "content-language",
  "content-encoding",
  "cache-control",
  "expires",
];

/** The store's answer as S3 gives it: header overrides, and no telling whether a key exists to who may not list. */
function finish(answer: S3Answer, { method, bucket, query }: Target, principal: Principal): S3Answer {
  const isRead = method === "GET" || method === "HEAD";
  if (answer.status === 404 && isRead && !principal.may("s3:ListBucket", bucketArn(bucket))) throw accessDenied();
  if (!isRead || answer.status >= 300) return answer;
  const overrides = OVERRIDES.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(overrides) } };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: S3Answer): void {
  const hasOwnLength = request.method === "HEAD" && headers["content-length"] !== undefined;
  const noBody = status === 204 || status === 304;
  response.writeHead(status, hasOwnLength || noBody ? headers : { ...headers, "content-length": String(body.length) });
  response.end(request.method === "HEAD" || noBody ? undefined : body);
}
