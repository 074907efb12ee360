import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { paginateQuery, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, expect, test } from "vitest";
import { createClock, install } from "../clock.ts";
import { BUCKET, dynamodb, newDataDir, removeDataDir, s3, sqs, start, TABLE } from "./testing/embedded.ts";
import { startProcess } from "./testing/process.ts";
import type { EmbeddedAws, Endpoints } from "./index.ts";

const dir = newDataDir();
afterAll(() => removeDataDir(dir));

const ROUNDS = 4;
const WRITERS = 6;
const [PAIRS, LEDGER] = ["pairs", "ledger"];

/** What the killed processes had acknowledged. */
const written = new Set<number>();
const sent = new Set<string>();
const deleted = new Set<string>();
const objects = new Set<string>();
let next = 0;

type Clients = {
  db: ReturnType<typeof dynamodb>;
  queue: ReturnType<typeof sqs>;
  store: ReturnType<typeof s3>;
  url: string;
};

function clientsOf(endpoints: Endpoints): Clients {
  const aws = { endpoints } as EmbeddedAws;
  return { db: dynamodb(aws), queue: sqs(aws), store: s3(aws), url: `${endpoints.sqs}/000000000000/email` };
}

/** One writer's step: both halves of its pair move to the same new number, and the ledger gets a line. */
async function writePair({ db }: Clients, writer: number): Promise<void> {
  const number = next++;
  const half = (side: string) => {
    const sortable = String(number).padStart(7, "0");
    const Item = { pk: PAIRS, sk: `${side}${writer}`, gsi1pk: PAIRS, gsi1sk: `${sortable}${side}`, number };
    return { Put: { TableName: TABLE, Item } };
  };
  const line = { Put: { TableName: TABLE, Item: { pk: LEDGER, sk: String(number) } } };
  await db.send(new TransactWriteCommand({ TransactItems: [half("a"), half("b"), line] }));
  written.add(number);
}

async function useQueue({ queue, url }: Clients): Promise<void> {
  const { MessageId } = await queue.send(new SendMessageCommand({ QueueUrl: url, MessageBody: `message ${next++}` }));
  sent.add(MessageId ?? "");
  const { Messages } = await queue.send(new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 30 }));
  const message = next % 3 === 0 ? Messages?.[0] : undefined;
  if (message === undefined) return;
  await queue.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
  deleted.add(message.MessageId ?? "");
}

async function putObject({ store }: Clients): Promise<void> {
  const key = `object ${next++}`;
  await store.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: key.repeat(100) }));
  objects.add(key);
}

/** Works until the process is killed under it. */
async function round(killAfterMs: number): Promise<void> {
  const child = await startProcess(dir);
  const clients = clientsOf(child.endpoints);
  const dead = { is: false };
  const loop = async (step: () => Promise<void>): Promise<void> => {
    while (!dead.is)
      await step().catch((error: unknown) => {
        if (!dead.is && !/ECONN|socket|fetch/i.test(String(error))) throw error;
      });
  };
  const work = Promise.all([
    ...Array.from({ length: WRITERS }, (_, writer) => loop(() => writePair(clients, writer))),
    loop(() => useQueue(clients)),
    loop(() => useQueue(clients)),
    loop(() => putObject(clients)),
  ]);
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  const gone = child.kill();
  dead.is = true;
  await gone;
  await work;
}

test("kill -9 under writers loses nothing acknowledged, tears no transaction and leaves no stale index row", async () => {
  for (let count = 0; count < ROUNDS; count++) {
    await round(350 + count * 90);
    const aws = await start(dir);
    try {
      const { db } = clientsOf(aws.endpoints);
      const rows = async (pk: string, index?: string): Promise<Record<string, unknown>[]> => {
        const request = {
          TableName: TABLE,
          KeyConditionExpression: index === undefined ? "pk = :pk" : "gsi1pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          ...(index === undefined ? {} : { IndexName: index }),
        };
        const found: Record<string, unknown>[] = [];
        for await (const page of paginateQuery({ client: db }, request)) found.push(...(page.Items ?? []));
        return found;
      };
      const ledger = new Set((await rows(LEDGER)).map(({ sk }) => Number(sk)));
      expect([...written].filter((number) => !ledger.has(number))).toEqual([]);

      const pairs = new Map((await rows(PAIRS)).map(({ sk, number }) => [sk, number]));
      for (let writer = 0; writer < WRITERS; writer++) expect(pairs.get(`a${writer}`)).toBe(pairs.get(`b${writer}`));
      for (const number of pairs.values()) expect(ledger.has(Number(number))).toBe(true);

      const index = await rows(PAIRS, "gsi1");
      expect(index).toHaveLength(pairs.size);
      for (const { sk, number } of index) expect(number).toBe(pairs.get(sk));
    } finally {
      await aws.close();
    }
  }
  expect(written.size).toBeGreaterThan(20);

  const putBack = install(createClock(60_000)); // what was in flight at the last kill is receivable by then
  const aws = await start(dir);
  try {
    const { queue, store, url } = clientsOf(aws.endpoints);
    const alive = new Set<string>();
    for (const name of ["email", "email-dlq"]) {
      const QueueUrl = url.replace(/email$/, name);
      for (;;) {
        const request = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 };
        const { Messages = [] } = await queue.send(new ReceiveMessageCommand(request));
        if (Messages.length === 0) break;
        for (const { MessageId } of Messages) alive.add(MessageId ?? "");
      }
    }
    expect([...sent].filter((id) => !alive.has(id) && !deleted.has(id))).toEqual([]);
    expect([...deleted].filter((id) => alive.has(id))).toEqual([]);
    for (const key of objects) {
      const { Body } = await store.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      expect(await Body?.transformToString()).toBe(key.repeat(100));
    }
  } finally {
    await aws.close();
    putBack();
  }
});
