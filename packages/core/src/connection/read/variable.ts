/** What the environment says about each service: which variable is missing, and whether it is the real thing (F100). */
import { SERVICE_ROWS } from "../../health/service.ts";
import type { CardService, Mode } from "../schema.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** All of these must be set; for the others one of the health check's variables is enough. */
const ALL_OF: Partial<Record<CardService, readonly string[]>> = {
  xero: ["XERO_CLIENT_ID", "XERO_CLIENT_SECRET"],
  microsoft: ["MICROSOFT_CLIENT_ID"],
};

/** Names of the variables to set; empty when the service is set up. */
export function missingVariables(service: CardService, env: Env): string[] {
  const all = ALL_OF[service];
  if (all) return all.filter((name) => !env[name]);
  const anyOf = service === "microsoft" ? [] : SERVICE_ROWS[service].variables;
  return anyOf.some((name) => env[name]) ? [] : anyOf.slice(0, 1);
}

interface Signs {
  /** The variables with the address, and the hosts that are the real one. */
  address?: readonly [variables: readonly string[], realHost: RegExp];
  /** The variable with the key, and what test keys begin with. */
  key?: readonly [variable: string, test: string];
}

/** Sign-in has one kind of everything. */
const SIGNS: Partial<Record<CardService, Signs>> = {
  lemverify: { address: [["LEMVERIFY_API_URL"], /(^|\.)lemverify\.(com|io)$/], key: ["LEMVERIFY_API_KEY", "lv_test_"] },
  resend: { address: [["RESEND_BASE_URL"], /^api\.resend\.com$/], key: ["RESEND_API_KEY", "re_test_"] },
  companiesHouse: { address: [["COMPANIES_HOUSE_BASE_URL"], /^api\.company-information\.service\.gov\.uk$/] },
  gemini: { address: [["GOOGLE_GEMINI_BASE_URL"], /^generativelanguage\.googleapis\.com$/] },
  xero: { address: [["XERO_API_URL"], /^api\.xero\.com$/] },
  s3: { address: [["S3_ENDPOINT", "AWS_ENDPOINT_URL_S3"], /(^|\.)(your-objectstorage|amazonaws)\.com$/] },
};

/** `test` by address or key; `live` when nothing speaks against it; null for a service that knows no such difference. */
export function modeOf(service: CardService, env: Env): Mode | null {
  const signs = SIGNS[service];
  if (!signs) return null;
  const { address, key } = signs;
  const url = address?.[0].map((name) => env[name]).find(Boolean);
  if (address && url && !address[1].test(hostOf(url))) return "test";
  const secret = key && env[key[0]];
  return key && secret?.startsWith(key[1]) ? "test" : "live";
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}
