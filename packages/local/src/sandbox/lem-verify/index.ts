/**
 * A twin of LEM Verify: both documented wires over one account, a hosted page on which a person plays what comes of a check,
 * and signed webhooks. See docs/provider/lem-verify.md for what it does and does not.
 */
import { Hono } from "hono";
import { Incidents, sandboxApp, serveSandbox, type SandboxOptions } from "../kit.ts";
import { Store } from "../store.ts";
import { fileRoutes } from "./file.ts";
import { Limiter } from "./limit.ts";
import { localRoutes } from "./local.ts";
import { homePage } from "./page/home.ts";
import { hostedPage } from "./page/hosted.ts";
import { Twin } from "./twin.ts";
import { Postman } from "./webhook/postman.ts";
import { publishedRoutes } from "./wire/published.ts";
import { referenceRoutes } from "./wire/reference.ts";

export interface LemVerifySandboxOptions extends SandboxOptions {
  /** The product's origin. */
  appUrl: string;
  log: (line: string) => void;
}

export async function startLemVerify(options: LemVerifySandboxOptions) {
  const twin = new Twin(new Store(options.dataDir, "lem-verify"));
  const webhookUrl = `${options.appUrl}/api/webhooks/lemverify`;
  const postman = new Postman(twin, webhookUrl, options.log);
  const incidents = new Incidents();
  const limiter = new Limiter();
  let base = "";

  const app = new Hono();
  localRoutes(app, { twin, postman, limiter, incidents });
  homePage(app, twin, postman);
  hostedPage(app, twin, `${options.appUrl}/client-portal/onboarding/complete`);
  const inner = sandboxApp(incidents);
  fileRoutes(inner, twin);
  referenceRoutes(inner, twin, limiter, () => base);
  publishedRoutes(inner, twin, limiter, () => base);
  app.route("/", inner);

  const served = await serveSandbox(app, options);
  base = served.url;
  const { apiKey, accountId, webhookSecret } = twin.keys;
  return {
    name: "lemverify",
    url: served.url,
    env: {
      LEMVERIFY_API_URL: served.url,
      LEMVERIFY_ACCOUNT_ID: accountId,
      LEMVERIFY_WIRE: "reference",
      LEMVERIFY_WEBHOOK_URL: webhookUrl,
    },
    secrets: { LEMVERIFY_API_KEY: apiKey, LEMVERIFY_WEBHOOK_SECRET: webhookSecret },
    webhookSecret,
    pending: () => postman.pending,
    close: async () => {
      postman.close();
      await served.close();
    },
  };
}
