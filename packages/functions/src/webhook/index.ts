/**
 * The door for providers' webhooks: verify the raw bytes, put them on a queue, answer; nothing else. Answers have no body and
 * no cookie. It holds Hono, node:crypto and one SQS call; a test on the bundle's metafile keeps everything else out.
 */
import { Hono } from "hono";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { now, nowIso } from "@practice-hub/core/lib/clock";
import { log, logError } from "@practice-hub/core/lib/log";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { enqueue } from "./enqueue.ts";
import { lemverify } from "./lemverify.ts";
import type { WebhookProvider } from "./provider.ts";
import { resend } from "./resend.ts";
import { xero } from "./xero.ts";

/** One entry per provider. */
const PROVIDERS: ReadonlyMap<string, WebhookProvider> = new Map(
  [lemverify, resend, xero].map((provider) => [provider.name, provider]),
);

/** No provider sends a tenth of this; base64 of it still fits into one SQS message. */
const MAX_BYTES = 256 * 1024;

await loadSecrets();

const app = new Hono();

app.post("/api/webhooks/:provider", async (c) => {
  const started = performance.now();
  const provider = PROVIDERS.get(c.req.param("provider"));
  if (!provider) return c.body(null, 404);
  const body = Buffer.from(await c.req.arrayBuffer());
  const answer = (status: 200 | 401 | 413 | 503) => {
    log(status === 200 ? "info" : "warn", "webhook", {
      provider: provider.name,
      status,
      bytes: body.length,
      ms: Math.round(performance.now() - started),
    });
    return c.body(null, status);
  };
  if (body.length > MAX_BYTES) return answer(413);
  const secrets = provider.secrets();
  if (secrets.length === 0) {
    // Not the sender's fault: it repeats for hours, and by then somebody has set the secret.
    log("error", "webhook secret is missing", { provider: provider.name });
    return answer(503);
  }
  const verified = provider.verify({ header: (name) => c.req.header(name), body, now: now() }, secrets);
  if (!verified) return answer(401);
  try {
    // Base64, because SQS refuses control characters and a signed body may hold any byte.
    await enqueue(provider.queue, {
      provider: provider.name,
      id: verified.id,
      receivedAt: nowIso(),
      body: body.toString("base64"),
    });
  } catch (error) {
    logError("webhook not queued", error, { provider: provider.name, queue: provider.queue });
    return answer(503);
  }
  return answer(200);
});
app.notFound((c) => c.body(null, 404));
app.onError((error, c) => {
  logError("webhook door failed", error);
  return c.body(null, 500);
});

const door = handle(app);

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Checked here because Hono prints what it cannot read, a signature included. */
const readable = (event: LambdaEvent): boolean =>
  Object.entries(event.headers ?? {}).every(([name, value]) => NAME.test(name) && VALUE.test(String(value ?? "")));

const UNREADABLE = { statusCode: 400, headers: {}, body: "", isBase64Encoded: false };

/** API Gateway's event in, its answer out. A request that is none (a header no client may send) is a 400. */
export const handler = async (event: LambdaEvent, context?: LambdaContext): Promise<unknown> => {
  if (!readable(event)) return UNREADABLE;
  try {
    return await door(event, context);
  } catch (error) {
    logError("webhook request unreadable", error);
    return UNREADABLE;
  }
};
