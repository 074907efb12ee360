/**
 * A table, queues and a mail provider for one test file alone: its incidents and its circuit breaker disturb nobody. Import it
 * first, before anything that reads the environment.
 */
import { randomUUID } from "node:crypto";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll } from "vitest";
import { ownTable } from "../../testing/own-table.ts";
import { startResend } from "../../../../local/src/sandbox/resend/index.ts";

const sqs = new SQSClient({});
const queue = async (name: string) =>
  (await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${randomUUID()}` }))).QueueUrl;

const sandbox = await startResend({
  name: "resend",
  port: 0,
  dataDir: null,
  appUrl: process.env.APP_URL ?? "",
  log: () => undefined,
});
Object.assign(process.env, {
  TABLE_NAME: await ownTable("mail"),
  QUEUE_EMAIL_URL: await queue("email"),
  QUEUE_MAIL_EVENT_URL: await queue("mail-event"),
  ...sandbox.env,
  ...sandbox.secrets,
});

afterAll(() => sandbox.close());
