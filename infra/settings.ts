/** What differs between stages, and what the deployer's environment may set. */

export const APP = "practice-hub";
export const REGION = "eu-west-2";

export interface StageSettings {
  /** Data outlives the stack, and the table refuses to be deleted. */
  protect: boolean;
  logRetentionDays: 7 | 90;
  /** Who is mailed when an alarm goes off; nobody when undefined. */
  alarmEmail: string | undefined;
  /** Own domain with a hosted zone in the account; CloudFront's domain when undefined. */
  domain: string | undefined;
}

export function settings(stage: string, env: NodeJS.ProcessEnv = process.env): StageSettings {
  const protect = stage === "prod";
  return {
    protect,
    logRetentionDays: protect ? 90 : 7,
    alarmEmail: env.ALARM_EMAIL || undefined,
    domain: env.APP_DOMAIN || undefined,
  };
}

/** Secrets are SSM SecureStrings `<prefix><NAME>/value`, as `sst secrets set` writes them. */
export const secretsPrefix = (stage: string): string => `/sst/${APP}/${stage}/Secret/`;
export const secretParameter = (stage: string, name: string): string => `${secretsPrefix(stage)}${name}/value`;

/** Non-secret provider variables with their defaults; without a default, a function only gets the variable when it is set. */
const PROVIDER_VARIABLES: Record<string, string | undefined> = {
  LEMVERIFY_WIRE: "reference",
  LEMVERIFY_API_URL: undefined,
  LEMVERIFY_ACCOUNT_ID: undefined,
  LEMVERIFY_WEBHOOK_URL: undefined,
  COMPANIES_HOUSE_BASE_URL: "https://api.company-information.service.gov.uk",
  GOOGLE_GEMINI_BASE_URL: "https://generativelanguage.googleapis.com",
  RESEND_BASE_URL: "https://api.resend.com",
  MICROSOFT_AUTHORITY: "https://login.microsoftonline.com",
  XERO_AUTHORIZE_URL: "https://login.xero.com/identity/connect/authorize",
  XERO_IDENTITY_URL: "https://identity.xero.com",
  XERO_API_URL: "https://api.xero.com",
  XERO_WEB_URL: "https://go.xero.com",
  GOOGLE_GEMINI_MODEL: undefined,
  GOOGLE_GEMINI_PRICE: undefined,
  XERO_CLIENT_ID: undefined,
  XERO_REDIRECT_URI: undefined,
  RESEND_FROM_EMAIL: undefined,
  MICROSOFT_CLIENT_ID: undefined,
  MICROSOFT_TENANT_ID: undefined,
  VITE_FEATURE_COMPANIES_HOUSE: undefined,
};

export function providerVariables(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PROVIDER_VARIABLES).flatMap(([name, fallback]) => {
      const value = env[name] || fallback;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Where files are: the stack's own bucket, or another S3 (Hetzner, MinIO) when the deployer's shell names its endpoint. */
export function storageVariables(ownBucket: string, env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  if (!env.S3_ENDPOINT) return { S3_BUCKET_NAME: ownBucket };
  if (!env.S3_BUCKET_NAME) throw new Error("settings: S3_ENDPOINT is set and S3_BUCKET_NAME is not");
  return {
    S3_ENDPOINT: env.S3_ENDPOINT,
    S3_BUCKET_NAME: env.S3_BUCKET_NAME,
    ...(env.S3_REGION ? { S3_REGION: env.S3_REGION } : {}),
  };
}

/** The origin that browsers upload to. */
export const storageOrigin = (ownDomain: string, env: NodeJS.ProcessEnv = process.env): string =>
  env.S3_ENDPOINT ? new URL(env.S3_ENDPOINT).origin : `https://${ownDomain}`;

/** Variables of the deployer's shell that change a synthesis; the cache of `assembly.ts` is keyed by them. */
export const SYNTH_VARIABLES: string[] = [
  ...Object.keys(PROVIDER_VARIABLES),
  "S3_ENDPOINT",
  "S3_BUCKET_NAME",
  "S3_REGION",
  "ALARM_EMAIL",
  "APP_DOMAIN",
  "SITE_STUB",
];
