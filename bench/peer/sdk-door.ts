/** The webhook door as it is usually written: Hono, and the SDK's own client for the queue. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";

const sqs = new SQSClient({});
const app = new Hono();
app.post("/api/webhooks/:provider", async (c) => {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env.QUEUE_XERO_EVENT_URL ?? "", MessageBody: await c.req.text() }),
  );
  return c.body(null, 200);
});
export const handler = handle(app);
