/**
 * The session cookie, as Better Auth makes and reads it: `<token>.<base64 HMAC-SHA256 of the token>`, URL-encoded. With an
 * https origin the name carries `__Secure-`.
 */
import { appUrl } from "../lib/app-url.ts";
import { hmacSha256, sameBytes } from "../lib/secret/crypto.ts";
import { readConfig } from "../lib/config.ts";
import * as z from "zod";

const SESSION_COOKIE = "better-auth.session_token";
/** Seven days, in seconds. */
export const SESSION_S = 7 * 24 * 60 * 60;

/** What signs cookies and verification links; at least 32 characters. */
export const authSecret = (): string => readConfig({ BETTER_AUTH_SECRET: z.string().min(32) }).BETTER_AUTH_SECRET;

/** The token of a Cookie header whose signature is ours, or null. The more protected name wins. */
export function tokenOf(cookieHeader: string | undefined): string | null {
  const cookies = new Map<string, string>();
  for (const pair of (cookieHeader ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  const value = cookies.get(`__Secure-${SESSION_COOKIE}`) ?? cookies.get(SESSION_COOKIE);
  return value === undefined ? null : verified(value);
}

function verified(value: string): string | null {
  let signed: string;
  try {
    signed = decodeURIComponent(value.replace(/^"|"$/g, ""));
  } catch {
    return null;
  }
  const at = signed.lastIndexOf(".");
  if (at < 1) return null;
  const token = signed.slice(0, at);
  // As text: Node's base64 reader would also take endless variants of the same bytes.
  const wanted = hmacSha256(authSecret(), token).toString("base64");
  return sameBytes(Buffer.from(signed.slice(at + 1)), Buffer.from(wanted)) ? token : null;
}

/** The Set-Cookie header that signs a browser in. */
export function sessionCookie(token: string): string {
  const secure = appUrl().startsWith("https://");
  const value = encodeURIComponent(`${token}.${hmacSha256(authSecret(), token).toString("base64")}`);
  const name = secure ? `__Secure-${SESSION_COOKIE}` : SESSION_COOKIE;
  return `${name}=${value}; Max-Age=${SESSION_S}; Path=/; HttpOnly; ${secure ? "Secure; " : ""}SameSite=Lax`;
}
