/** The auth function: `ANY /api/auth/{proxy+}` and `/api/portal/invitations/{token}`. */
import { createAuth } from "@practice-hub/core/auth";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { handle } from "hono/aws-lambda";
import { createApp } from "./app.ts";

await loadSecrets();

export const handler = handle(createApp(createAuth()));
