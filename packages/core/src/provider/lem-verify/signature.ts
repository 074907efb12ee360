/**
 * Who a webhook is from. Two strict schemes, of which the configuration names one; a header of the other scheme is as good as
 * none. Holds node:crypto alone: the webhook door imports it.
 */
import { createHmac } from "node:crypto";
import { sameText } from "../../lib/secret/same-text.ts";

/** A delivery is signed for the moment it is sent: an older one is a replay. */
const TOLERANCE_S = 300;
/** More signatures than any rotation has are somebody trying. */
const MAX_SIGNATURES = 8;

/**
 * The reference's scheme (R2): `lemverify-signature: t=<unix>,v1=<hex HMAC-SHA256(secret, t.body)>`, several `v1` and several
 * secrets during a rotation. `now` in epoch ms. Never throws.
 */
export function verifyWebhookSignature(
  body: string | Buffer,
  signature: string | null | undefined,
  secret: string | readonly string[],
  now: number = Date.now(),
): boolean {
  const parts = (signature ?? "").split(",");
  const t = /^t=(\d{1,12})$/.exec(parts[0] ?? "")?.[1];
  const given = parts.slice(1);
  if (t === undefined || given.length === 0 || given.length > MAX_SIGNATURES) return false;
  if (!given.every((part) => /^v1=[0-9a-f]{64}$/.test(part))) return false;
  if (Math.abs(now / 1000 - Number(t)) > TOLERANCE_S) return false;
  let held = false;
  for (const key of typeof secret === "string" ? [secret] : secret) {
    if (!key) continue;
    const mac = `v1=${createHmac("sha256", key).update(`${t}.`).update(body).digest("hex")}`;
    for (const part of given) held = sameText(part, mac) || held;
  }
  return held;
}

/** What the published signature covers, checked for its form: fixed lengths and closed lists take the ambiguity out of the joined text. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const REFERENCE = /^[A-Za-z0-9_-]{1,64}$/;
const TYPE = /^(?:COMBINATION|DOCUMENT|LIVENESS|AML_ALERT)$/;
const RESULT = /^(?:PASSED|REFER|ERROR|ALERT)$/;

/**
 * The published scheme: `x-lemverify-signature` is base64 of HMAC-SHA1(secret, url + id + friendlyId + type + result). It has no
 * time and leaves the rest of the body unsigned: what is in it is a claim (docs/provider/lem-verify.md). `url` is the address
 * registered with LEM Verify, from the configuration; without it nothing is taken.
 */
export function verifyPublishedSignature(
  body: string | Buffer,
  signature: string | null | undefined,
  secret: string | readonly string[],
  url: string | undefined,
): boolean {
  if (!url) return false;
  const said = json(body);
  const { id, friendlyId, type, result } = (typeof said === "object" && said !== null ? said : {}) as Record<
    string,
    unknown
  >;
  const is = (value: unknown, form: RegExp): value is string => typeof value === "string" && form.test(value);
  if (!is(id, ID) || !is(friendlyId, REFERENCE) || !is(type, TYPE) || !is(result, RESULT) || !signature) return false;
  let held = false;
  for (const key of typeof secret === "string" ? [secret] : secret) {
    if (!key) continue;
    const mac = createHmac("sha1", key).update(`${url}${id}${friendlyId}${type}${result}`).digest("base64");
    held = sameText(signature, mac) || held;
  }
  return held;
}

function json(body: string | Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
