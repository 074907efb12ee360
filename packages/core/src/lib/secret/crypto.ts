/**
 * Encryption at rest (R19): AES-256-GCM. A sealed value names its key, and is bound to its tenant and purpose: moved to
 * another firm or another field it does not open. Form: `v1.<key id>.<iv>.<ciphertext>.<tag>`, base64url parts.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hexKey, readConfig } from "../config.ts";

/** What a value is bound to. `purpose` names the field, e.g. `email.props`. */
export interface SealContext {
  tenantId: string;
  purpose: string;
}

/** A value that does not open: damaged, moved, or sealed with a key that is gone. Says nothing about the content. */
export class SealError extends Error {
  override readonly name = "SealError";
}

const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}
let cached: { source: string; keys: Key[] } | undefined;

/** The current key first, then the previous one while a rotation runs. */
function keys(): Key[] {
  const source = `${process.env.ENCRYPTION_KEY}|${process.env.ENCRYPTION_KEY_PREVIOUS}`;
  if (cached?.source === source) return cached.keys;
  const config = readConfig({ ENCRYPTION_KEY: hexKey(), ENCRYPTION_KEY_PREVIOUS: hexKey().optional() });
  const list = [config.ENCRYPTION_KEY, config.ENCRYPTION_KEY_PREVIOUS].filter((hex) => hex !== undefined);
  cached = {
    source,
    keys: list.map((hex) => ({
      id: createHash("sha256").update(hex.toLowerCase()).digest("hex").slice(0, 8),
      bytes: Buffer.from(hex, "hex"),
    })),
  };
  return cached.keys;
}

const aad = (context: SealContext, keyId: string) =>
  Buffer.from(JSON.stringify([context.tenantId, context.purpose, keyId]));

/** Encrypts a text with the current key. */
export function seal(text: string, context: SealContext): string {
  const [key] = keys();
  if (!key) throw new SealError("no encryption key");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad(context, key.id));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [
    "v1",
    key.id,
    iv.toString("base64url"),
    body.toString("base64url"),
    cipher.getAuthTag().toString("base64url"),
  ].join(".");
}

/** Opens a sealed text. Throws `SealError` for anything but the exact value, tenant and purpose. */
export function open(sealed: string, context: SealContext): string {
  const [version, keyId, iv, body, tag] = sealed.split(".");
  const key = keys().find((candidate) => candidate.id === keyId);
  if (version !== "v1" || !key || iv === undefined || body === undefined || tag === undefined)
    throw new SealError("cannot open sealed value");
  try {
    const tagBytes = Buffer.from(tag, "base64url");
    if (tagBytes.length !== TAG_BYTES) throw new SealError("cannot open sealed value");
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(aad(context, key.id));
    decipher.setAuthTag(tagBytes);
    return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SealError("cannot open sealed value", { cause });
  }
}

/** F59: an object, sealed. */
export const encryptObject = (value: object, context: SealContext): string => seal(JSON.stringify(value), context);
/** F59: an object, opened; the caller parses it with its schema. */
export const decryptObject = (sealed: string, context: SealContext): unknown => JSON.parse(open(sealed, context));

/** A new single-use token: 256 random bits, URL-safe. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");
/** How a token is looked up and stored. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
/** HMAC-SHA256 of raw bytes. */
export const hmacSha256 = (key: string | Buffer, data: string | Buffer): Buffer =>
  createHmac("sha256", key).update(data).digest();
/** Constant-time comparison that is also safe for different lengths. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
