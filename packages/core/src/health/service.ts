/** The services of the health check: what tells that one is set up, and whose breaker tells how it is. */
import { keyRefusal } from "../provider/lem-verify/config.ts";
import type { Service } from "./schema.ts";

interface Row {
  /** The name the adapter gives to its breaker; null for what is checked otherwise. */
  breaker: string | null;
  /** Variables of which one must be set; otherwise the service is `unconfigured`. */
  variables: readonly string[];
  name: string;
  /** Why what is set may not be used here, in words; null when it may. */
  refusal?: (env: Readonly<Record<string, string | undefined>>) => string | null;
}

export const SERVICE_ROWS: Readonly<Record<Service, Row>> = {
  lemverify: { breaker: "lemverify", variables: ["LEMVERIFY_API_KEY"], name: "LEM Verify", refusal: keyRefusal },
  resend: { breaker: "resend", variables: ["RESEND_FROM_EMAIL", "RESEND_API_KEY"], name: "Resend" },
  s3: { breaker: null, variables: ["S3_BUCKET_NAME"], name: "The document storage" },
  database: { breaker: null, variables: ["TABLE_NAME"], name: "The database" },
  xero: { breaker: "xero", variables: ["XERO_CLIENT_ID"], name: "Xero" },
  gemini: { breaker: "gemini", variables: ["GOOGLE_GEMINI_API_KEY"], name: "Gemini" },
  companiesHouse: { breaker: "companies-house", variables: ["COMPANIES_HOUSE_API_KEY"], name: "Companies House" },
  auth: { breaker: null, variables: ["BETTER_AUTH_SECRET"], name: "Sign-in" },
};
