/** The api door: staff and portal JSON under /api. */
import { actorFromCookies } from "@practice-hub/core/auth/session";
import { baseUrl, hexKey, readConfig } from "@practice-hub/core/lib/config";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { createApp } from "./app.ts";
import { contracts } from "./contract/index.ts";
import { docsPage } from "./docs.ts";
import { routes } from "./route/index.ts";

await loadSecrets();
readConfig({
  TABLE_NAME: z.string(),
  APP_URL: baseUrl(),
  QUEUE_EMAIL_URL: z.url(),
  QUEUE_PDF_URL: z.url(),
  QUEUE_PROPOSAL_URL: z.url(),
  BETTER_AUTH_SECRET: z.string().min(32),
  ENCRYPTION_KEY: hexKey(),
});

export const handler = handle(
  createApp({ routes, identify: actorFromCookies, pages: [{ path: "/api/docs", answer: () => docsPage(contracts) }] }),
);
