/**
 * AWS Signature Version 4, verifying side: header signatures and presigned URLs.
 * Source: "Signature Version 4 signing process", AWS General Reference.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What of a request is signed. `url` is path and query as they came over the wire. */
export type Signable = { method: string; url: string; headers: IncomingHttpHeaders };

export type Scope = { day: string; region: string; service: string };

export type Signature = Scope & {
  accessKeyId: string;
  /** Lower-case names, in the order that was signed. */
  signedHeaders: string[];
  /** Hex. */
  signature: string;
  /** As sent, `20261123T212547Z`. */
  date: string;
  /** Only for presigned URLs: how long after `date` it is valid. */
  expiresS?: number;
  /** The payload hash that the sender declared, or undefined where the service hashes the body itself. */
  declaredHash?: string;
};

export type Refusal = "malformed" | "expired" | "skewed" | "host-unsigned" | "mismatch" | "bad-expiry";

const SKEW_MS = 15 * 60_000;
const MAX_EXPIRES_S = 7 * 24 * 3600;

export const sha256Hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac("sha256", key).update(data).digest();

/** The signature that a request carries: undefined when it carries none, "malformed" when it cannot be read. */
export function readSignature(request: Signable): Signature | "malformed" | undefined {
  const query = new URLSearchParams(request.url.split("?")[1] ?? "");
  if (query.has("X-Amz-Signature") || query.has("X-Amz-Algorithm")) {
    if (query.get("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256" || query.get("X-Amz-Expires") === null) return "malformed";
    return assemble({
      credential: query.get("X-Amz-Credential"),
      signedHeaders: query.get("X-Amz-SignedHeaders"),
      signature: query.get("X-Amz-Signature"),
      date: query.get("X-Amz-Date"),
      expiresS: Number(query.get("X-Amz-Expires")),
      declaredHash: query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
    });
  }
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const match = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=(\S+)$/.exec(
    authorization,
  );
  if (match === null) return "malformed";
  return assemble({
    credential: match[1],
    signedHeaders: match[2],
    signature: match[3],
    date: single(request.headers["x-amz-date"]),
    declaredHash: single(request.headers["x-amz-content-sha256"]),
  });
}

type Parts = Record<"credential" | "signedHeaders" | "signature" | "date", string | null | undefined> & {
  expiresS?: number;
  declaredHash?: string | undefined;
};

function assemble(parts: Parts): Signature | "malformed" {
  const [accessKeyId, day, region, service, end, ...rest] = (parts.credential ?? "").split("/");
  const { signedHeaders, signature, date, expiresS, declaredHash } = parts;
  if (!accessKeyId || !day || !region || !service || end !== "aws4_request" || rest.length > 0) return "malformed";
  if (!signedHeaders || !date?.startsWith(day) || !/^[0-9a-f]{64}$/.test(signature ?? "")) return "malformed";
  return {
    accessKeyId,
    day,
    region,
    service,
    signedHeaders: signedHeaders.split(";"),
    signature: signature ?? "",
    date,
    ...(expiresS === undefined ? {} : { expiresS }),
    ...(declaredHash === undefined ? {} : { declaredHash }),
  };
}

/**
 * Null when the signature is right for this secret at this (virtual) time.
 * @param payloadHash what goes into the canonical request: hex of the body, or a literal such as UNSIGNED-PAYLOAD
 */
export function refuse(
  request: Signable,
  signature: Signature,
  secret: string,
  payloadHash: string,
  nowMs: number,
): Refusal | null {
  const atMs = parseAmzDate(signature.date);
  if (Number.isNaN(atMs)) return "malformed";
  if (!signature.signedHeaders.includes("host")) return "host-unsigned";
  if (signature.expiresS === undefined) {
    if (Math.abs(nowMs - atMs) > SKEW_MS) return "skewed";
  } else {
    if (!Number.isInteger(signature.expiresS) || signature.expiresS < 1 || signature.expiresS > MAX_EXPIRES_S)
      return "bad-expiry";
    if (nowMs > atMs + signature.expiresS * 1000) return "expired";
    if (atMs > nowMs + SKEW_MS) return "skewed";
  }
  const canonical = canonicalRequest(request, signature.signedHeaders, payloadHash);
  if (canonical === undefined) return "malformed";
  const scope = `${signature.day}/${signature.region}/${signature.service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${signature.date}\n${scope}\n${sha256Hex(canonical)}`;
  return matches(secret, signature, toSign, signature.signature) ? null : "mismatch";
}

/** Whether `signature` (hex) is the HMAC of `text` under the day's signing key; constant time. */
export function matches(secret: string, scope: Scope, text: string, signature: string): boolean {
  const given = Buffer.from(signature, "hex");
  const wanted = sign(secret, scope, text);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** HMAC of a text under the signing key that SigV4 derives for day, region and service. */
export const sign = (secret: string, scope: Scope, text: string): Buffer => hmac(signingKey(secret, scope), text);

/** Every request of a caller's day is signed with the same key; the cache is emptied when it would grow without end. */
const keys = new Map<string, Buffer>();
const MOST_KEYS = 1000;

function signingKey(secret: string, { day, region, service }: Scope): Buffer {
  const of = JSON.stringify([secret, day, region, service]);
  const known = keys.get(of);
  if (known) return known;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request");
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(of, key);
  return key;
}

/** Epoch ms of `20261123T212547Z`, NaN if it is not one. */
export function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return match === null
    ? Number.NaN
    : Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`);
}

/** The canonical request, or undefined when path or query hold a broken percent escape. */
export function canonicalRequest(request: Signable, signedHeaders: string[], payloadHash: string): string | undefined {
  const [path, query] = split(request.url);
  const headers = signedHeaders.map((name) => `${name}:${headerText(request.headers[name])}`);
  try {
    return [
      request.method,
      path.split("/").map(recode).join("/"),
      canonicalQuery(query),
      ...headers,
      "",
      signedHeaders.join(";"),
      payloadHash,
    ].join("\n");
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      return at === -1 ? [recode(pair), ""] : [recode(pair.slice(0, at)), recode(pair.slice(at + 1))];
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${name}=${value}`);
  // Sorted by name, then value; as whole strings "a=" would wrongly sort after "a-b=".
  return pairs.toSorted(byNameThenValue).join("&");
}

function byNameThenValue(a: string, b: string): number {
  const [nameA = "", valueA = ""] = a.split("=");
  const [nameB = "", valueB = ""] = b.split("=");
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return valueA < valueB ? -1 : valueA > valueB ? 1 : 0;
}

/** Percent-encoding brought into AWS's one form: everything but the unreserved characters. */
const recode = (text: string): string =>
  encodeURIComponent(decodeURIComponent(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const split = (url: string): [string, string] => {
  const at = url.indexOf("?");
  return at === -1 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
};

const headerText = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value : [value ?? ""]).map((text) => text.trim().replace(/ +/g, " ")).join(",");

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
