/** Where Xero is and who we are to it. The addresses default to the real ones. */
import * as z from "zod";
import { appUrl } from "../../lib/app-url.ts";
import { readConfig, secureUrl } from "../../lib/config.ts";

/** How Xero is named in breakers, limits, logs and errors. */
export const PROVIDER = "xero";

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
  readConfig({ XERO_WEB_URL: secureUrl().default("https://go.xero.com") }).XERO_WEB_URL;

/** Throws `ConfigError` naming what is missing. */
export function xeroConfig(): XeroConfig {
  const env = readConfig({
    XERO_CLIENT_ID: z.string().min(1),
    XERO_CLIENT_SECRET: z.string().min(1),
    XERO_REDIRECT_URI: secureUrl().optional(),
    XERO_AUTHORIZE_URL: secureUrl().default("https://login.xero.com/identity/connect/authorize"),
    XERO_IDENTITY_URL: secureUrl().default("https://identity.xero.com"),
    XERO_API_URL: secureUrl().default("https://api.xero.com"),
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
