/** Starts every provider's twin and says which variables and secrets make the product talk to them. */
import path from "node:path";
import { startCompaniesHouse } from "./companies-house/index.ts";
import { startLemVerify } from "./lem-verify/index.ts";
import { startGemini } from "./gemini/index.ts";
import { startMicrosoft } from "./microsoft/index.ts";
import { startResend } from "./resend/index.ts";
import { startXero } from "./xero/index.ts";

export interface SandboxesOptions {
  /** Where their journals live; null keeps them in memory. */
  dataDir: string | null;
  /** Fixed ports by name; any free one otherwise. */
  ports?: Record<string, number>;
  /** The product's origin, which webhooks are posted to; may answer only later. */
  appUrl: string;
  log: (line: string) => void;
}

export interface Sandboxes {
  /** By the names of `GET /__local`: resend, companiesHouse, gemini, lemverify, microsoft, xero. */
  urls: Record<string, string>;
  /** Environment variables for the functions (base URLs, client ids). */
  env: Record<string, string>;
  /** Secrets for SSM, by bare name. */
  secrets: Record<string, string>;
  /** Webhook signing secrets by provider. */
  webhooks: Record<string, string>;
  /** Webhooks on their way: the product is not idle before they arrived. */
  pending(): number;
  close(): Promise<void>;
}

interface Started {
  name: string;
  url: string;
  env: Record<string, string>;
  secrets: Record<string, string>;
  webhookSecret?: string;
  pending?(): number;
  close(): Promise<void>;
}

/** All sandboxes, up. */
export async function startSandboxes(options: SandboxesOptions): Promise<Sandboxes> {
  const dataDir = options.dataDir ? path.join(options.dataDir, "sandbox") : null;
  const { ports = {}, appUrl, log } = options;
  const started: Started[] = await Promise.all([
    startCompaniesHouse({ name: "companies-house", port: ports.companiesHouse ?? 0, dataDir }),
    startLemVerify({
      name: "lem-verify",
      port: ports.lemverify ?? 0,
      dataDir,
      appUrl,
      log: (line) => log(`lemverify: ${line}`),
    }),
    startGemini({ name: "gemini", port: ports.gemini ?? 0, dataDir }),
    startMicrosoft({ name: "microsoft", port: ports.microsoft ?? 0, dataDir, appUrl }),
    startResend({ name: "resend", port: ports.resend ?? 0, dataDir, appUrl, log: (line) => log(`resend: ${line}`) }),
    startXero({ name: "xero", port: ports.xero ?? 0, dataDir, appUrl, log: (line) => log(`xero: ${line}`) }),
  ]);
  return {
    urls: Object.fromEntries(started.map((one) => [one.name, one.url])),
    env: Object.assign({}, ...started.map((one) => one.env)),
    secrets: Object.assign({}, ...started.map((one) => one.secrets)),
    webhooks: Object.fromEntries(started.flatMap((one) => (one.webhookSecret ? [[one.name, one.webhookSecret]] : []))),
    pending: () => started.reduce((sum, one) => sum + (one.pending?.() ?? 0), 0),
    close: async () => {
      await Promise.all(started.map((one) => one.close()));
    },
  };
}
