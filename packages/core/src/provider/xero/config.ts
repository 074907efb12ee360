/**
 * Where Xero is and who we are to it. The addresses default to the real ones; anything but https is taken only on this
 * machine itself, so that a token never crosses a network in the clear.
 */
import * as z from "zod";
import { appUrl } from "../../lib/app-url.ts";
import { readConfig } from "../../lib/config.ts";

/** How Xero is named in breakers, limits, logs and errors. */
export const PROVIDER = "xero";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};
const safeUrl = () =>
  z
    .url()
    .refine(isSafe, "must be https")
    .transform((url) => url.replace(/\/+$/, ""));

export interface XeroConfig {
  clientId: string;
  clientSecret: string;
  /** As registered with Xero. */
  redirectUri: string;
  /** The page that asks the user for consent. */
  authorizeUrl: string;
  /** Tokens and revocation; also the issuer. */
  identityUrl: string;
  /** Connections, and below `/api.xro/2.0` the accounting API. */
  apiUrl: string;
}

/** Where people use Xero. */
export const xeroWebUrl = (): string =>
  readConfig({ XERO_WEB_URL: safeUrl().default("https://go.xero.com") }).XERO_WEB_URL;

/** Throws `ConfigError` naming what is missing. */
export function xeroConfig(): XeroConfig {
  const env = readConfig({
    XERO_CLIENT_ID: z.string().min(1),
    XERO_CLIENT_SECRET: z.string().min(1),
    XERO_REDIRECT_URI: safeUrl().optional(),
    XERO_AUTHORIZE_URL: safeUrl().default("https://login.xero.com/identity/connect/authorize"),
    XERO_IDENTITY_URL: safeUrl().default("https://identity.xero.com"),
    XERO_API_URL: safeUrl().default("https://api.xero.com"),
  });
  return {
    clientId: env.XERO_CLIENT_ID,
    clientSecret: env.XERO_CLIENT_SECRET,
    redirectUri: env.XERO_REDIRECT_URI ?? `${appUrl()}/api/xero/callback`,
    authorizeUrl: env.XERO_AUTHORIZE_URL,
    identityUrl: env.XERO_IDENTITY_URL,
    apiUrl: env.XERO_API_URL,
  };
}
