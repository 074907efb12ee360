import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, expect, test } from "vitest";
import { DataDamaged, PortInUse } from "./index.ts";
import type { AwsPlan, EmbeddedAws } from "./index.ts";
import { selfTest } from "./self-test.ts";
import { BUCKET, dynamodb, newDataDir, PLAN, removeDataDir, s3, sqs, start, TABLE } from "./testing/embedded.ts";

const dirs: string[] = [];
const folder = (): string => {
  const dir = newDataDir();
  dirs.push(dir);
  return dir;
};
afterEach(() => dirs.splice(0).forEach(removeDataDir));

/** Runs against one opening of the folder. */
async function during<T>(dir: string, work: (aws: EmbeddedAws) => Promise<T>, plan: AwsPlan = PLAN): Promise<T> {
  const aws = await start(dir, { plan });
  try {
    return await work(aws);
  } finally {
    await aws.close();
  }
}

const oneLine = (error: unknown): string => (error instanceof Error ? error.message : String(error));

test("data, queues and objects are there again after a restart on other ports", async () => {
  const dir = folder();
  const item = { pk: "p", sk: "s" };
  await during(dir, async (aws) => {
    await dynamodb(aws).send(new PutCommand({ TableName: TABLE, Item: item }));
    await sqs(aws).send(new SendMessageCommand({ QueueUrl: aws.queueUrl("email"), MessageBody: "waiting" }));
    await s3(aws).send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "kept", ContentType: "text/x" }));
  });
  await during(dir, async (aws) => {
    expect((await dynamodb(aws).send(new GetCommand({ TableName: TABLE, Key: item }))).Item).toEqual(item);
    const received = await sqs(aws).send(new ReceiveMessageCommand({ QueueUrl: aws.queueUrl("email") }));
    expect(received.Messages?.[0]?.Body).toBe("waiting");
    const { Body, ContentType } = await s3(aws).send(new GetObjectCommand({ Bucket: BUCKET, Key: "k" }));
    expect([await Body?.transformToString(), ContentType]).toEqual(["kept", "text/x"]);
  });
});

test("a transaction repeated after a restart under its token is not done again", async () => {
  const dir = folder();
  const add = new TransactWriteCommand({
    ClientRequestToken: "token",
    TransactItems: [
      {
        Update: {
          TableName: TABLE,
          Key: { pk: "p", sk: "n" },
          UpdateExpression: "ADD n :one",
          ExpressionAttributeValues: { ":one": 1 },
        },
      },
    ],
  });
  await during(dir, (aws) => dynamodb(aws).send(add));
  await during(dir, async (aws) => {
    await dynamodb(aws).send(add);
    const { Item } = await dynamodb(aws).send(new GetCommand({ TableName: TABLE, Key: { pk: "p", sk: "n" } }));
    expect(Item).toMatchObject({ n: 1 });
  });
});

test("a plan that gains and loses an index and changes a queue is carried out on the data that is there", async () => {
  const dir = folder();
  const plan = (indexes: string[], visibilityTimeout: number): AwsPlan => ({
    ...PLAN,
    tables: PLAN.tables.map((table) => ({
      ...table,
      indexes: indexes.map((name) => ({ name, key: { hash: `${name}pk`, range: `${name}sk` } })),
    })),
    queues: [{ name: "email", visibilityTimeout }],
  });
  const query = (aws: EmbeddedAws, index: string) =>
    dynamodb(aws).send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: index,
        KeyConditionExpression: `${index}pk = :x`,
        ExpressionAttributeValues: { ":x": "x" },
      }),
    );
  const Item = { pk: "p", sk: "s", gsi1pk: "x", gsi1sk: "1", gsi3pk: "x", gsi3sk: "3" };
  await during(
    dir,
    (aws) => dynamodb(aws).send(new PutCommand({ TableName: TABLE, Item })),
    plan(["gsi1", "gsi2"], 30),
  );
  await during(
    dir,
    async (aws) => {
      expect((await query(aws, "gsi3")).Items).toEqual([Item]);
      expect((await query(aws, "gsi1")).Items).toEqual([Item]);
      await expect(query(aws, "gsi2")).rejects.toThrow("does not have the specified index");
      const QueueUrl = aws.queueUrl("email");
      await sqs(aws).send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
      await sqs(aws).send(new ReceiveMessageCommand({ QueueUrl }));
      expect(await aws.depth()).toMatchObject([{ visible: 1, inFlight: 0 }]); // the new timeout is 0
    },
    plan(["gsi1", "gsi3"], 0),
  );
});

test("a table with another primary key is refused with one line, and nothing is left open", async () => {
  const dir = folder();
  await during(dir, async () => undefined);
  const other: AwsPlan = { ...PLAN, tables: [{ name: TABLE, key: { hash: "id" } }] };
  const refusal: unknown = await start(dir, { plan: other }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DataDamaged);
  expect(oneLine(refusal)).toMatch(
    /^data folder .* cannot be used: table hub has another primary key than the plan; .*$/,
  );
  await during(dir, async () => undefined);
});

test("a corrupt folder is refused with one line that names it", async () => {
  for (const [file, content] of [
    ["dynamodb/CURRENT", "MANIFEST-999999\n"],
    ["sqs/fauxqs.db", "this is no database, however long it may be ".repeat(100)],
    ["s3/fauxqs.db", "this is no database, however long it may be ".repeat(100)],
  ] as const) {
    const dir = folder();
    const path = join(dir, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
    const refusal: unknown = await start(dir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDamaged);
    expect(oneLine(refusal)).toContain(join(dir, file.split("/")[0] ?? ""));
    expect(oneLine(refusal)).not.toContain("\n");
  }
});

test("a port in use is refused with one line, and the folder can be opened afterwards", async () => {
  const dir = folder();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
  const { port } = squatter.address() as AddressInfo;
  const refusal: unknown = await start(dir, { ports: { s3: port } }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(PortInUse);
  expect(oneLine(refusal)).toBe(`port ${port} (s3) is in use`);
  await during(dir, async () => undefined);
  await new Promise((resolve) => squatter.close(resolve));
});

test("closing does not wait for a long poll", async () => {
  const dir = folder();
  const aws = await start(dir);
  const poll = sqs(aws).send(new ReceiveMessageCommand({ QueueUrl: aws.queueUrl("email"), WaitTimeSeconds: 20 }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const startedMs = performance.now();
  await aws.close();
  expect(performance.now() - startedMs).toBeLessThan(1_500);
  expect((await poll).Messages).toBeUndefined();
});

test("the self-test passes in well under a second", async () => {
  const startedMs = performance.now();
  await selfTest();
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});
