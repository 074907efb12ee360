/**
 * The door of a service that speaks AWS's JSON protocol (DynamoDB, SQS, SSM): signature, caller, grant, then the call.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "./aws-error.ts";
import { authorize } from "./principal.ts";
import type { Action, Principals } from "./principal.ts";
import { readBody } from "./serve.ts";
import type { Handler } from "./serve.ts";
import { readSignature, refuse, sha256Hex } from "./sigv4.ts";
import type { Refusal } from "./sigv4.ts";
import type { Principal } from "../plan.ts";

export type JsonBody = Record<string, unknown>;

export type JsonService = {
  /** The service's name in the credential scope, e.g. `dynamodb`. */
  name: string;
  /** `application/x-amz-json-1.0` or `-1.1`. */
  contentType: string;
  /** What comes before `#` in `__type`. */
  namespace: string;
  /** What the operation touches, for the grant check. */
  actions(operation: string, body: JsonBody): Action[];
  /** Runs the operation; throws AwsError for an answer that is an error. `signal` aborts when the caller goes away. */
  run: (operation: string, body: JsonBody, signal: AbortSignal) => Promise<object>;
};

const BODY_LIMIT = 16 * 1024 * 1024;

export function jsonHandler(service: JsonService, principals: Principals): Handler {
  return async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    try {
      const raw = await readBody(request, BODY_LIMIT);
      if (raw === undefined) throw new AwsError(413, "RequestEntityTooLargeException", "Request body is too large");
      const principal = caller(request, raw, service.name, principals);
      const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
      const body = parse(raw);
      authorize(principal, service.actions(operation, body));
      send(response, service, 200, await service.run(operation, body, gone.signal));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        send(response, service, 500, { __type: `${service.namespace}#InternalServerError` });
        throw error;
      }
      const { code, message, status, fields } = error;
      send(response, service, status, { __type: `${service.namespace}#${code}`, message, ...fields });
    }
  };
}

function caller(request: IncomingMessage, body: Buffer, service: string, principals: Principals): Principal {
  const signable = { method: request.method ?? "POST", url: request.url ?? "/", headers: request.headers };
  const signature = readSignature(signable);
  if (signature === undefined)
    throw new AwsError(400, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
  if (signature === "malformed")
    throw new AwsError(400, "IncompleteSignatureException", "The request signature does not conform to AWS standards");
  const principal = principals.byKey(signature.accessKeyId);
  if (principal === undefined)
    throw new AwsError(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
  if (signature.service !== service)
    throw new AwsError(
      400,
      "InvalidSignatureException",
      `Credential should be scoped to correct service: '${service}'.`,
    );
  const refusal = refuse(signable, signature, principal.secretAccessKey, sha256Hex(body), Date.now());
  if (refusal !== null) throw new AwsError(400, "InvalidSignatureException", REFUSALS[refusal]);
  return principal;
}

const REFUSALS: Record<Refusal, string> = {
  malformed: "The request signature does not conform to AWS standards.",
  "bad-expiry": "X-Amz-Expires must be between 1 and 604800 seconds.",
  expired: "Signature expired.",
  skewed: "Signature expired or not yet current: the request time is more than 15 minutes from the current time.",
  "host-unsigned": "'Host' must be a 'SignedHeader' in the AWS Authorization.",
  mismatch:
    "The request signature we calculated does not match the signature you provided. " +
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
};

function parse(raw: Buffer): JsonBody {
  try {
    const body: unknown = JSON.parse(raw.toString("utf8"));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as JsonBody;
  } catch {
    // answered below like any other body that is no object
  }
  throw new AwsError(400, "SerializationException", "The request body is not a JSON object");
}

function send(response: ServerResponse, service: JsonService, status: number, body: object): void {
  if (response.writableEnded || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": service.contentType,
    "content-length": Buffer.byteLength(text),
    "x-amzn-requestid": randomUUID(),
  });
  response.end(text);
}
