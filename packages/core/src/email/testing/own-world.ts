/**
 * A table, queues and a mail provider for one test file alone: its incidents and its circuit breaker disturb nobody. Import it
 * first, before anything that reads the environment.
 */
import { randomUUID } from "node:crypto";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll } from "vitest";
import { startResend } from "../../../../local/src/sandbox/resend/index.ts";

const dynamo = new DynamoDBClient({});
const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: process.env.TABLE_NAME }));
const TableName = `mail-${randomUUID()}`;
await dynamo.send(
  new CreateTableCommand({
    TableName,
    KeySchema: Table?.KeySchema,
    AttributeDefinitions: Table?.AttributeDefinitions,
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  }),
);
await waitUntilTableExists({ client: dynamo, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 }, { TableName });

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
  TABLE_NAME: TableName,
  QUEUE_EMAIL_URL: await queue("email"),
  QUEUE_MAIL_EVENT_URL: await queue("mail-event"),
  ...sandbox.env,
  ...sandbox.secrets,
});

afterAll(() => sandbox.close());
