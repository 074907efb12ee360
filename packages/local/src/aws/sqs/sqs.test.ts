import { randomUUID } from "node:crypto";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Message, ReceiveMessageCommandInput } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { advance, createClock, install } from "../../clock.ts";
import type { EmbeddedAws } from "../index.ts";
import { newDataDir, removeDataDir, root, sqs, start } from "../testing/embedded.ts";

const dir = newDataDir();
let aws: EmbeddedAws;
let client: SQSClient;
let email: string;
const putBack = install(createClock());

beforeAll(async () => {
  aws = await start(dir);
  client = sqs(aws);
  email = aws.queueUrl("email");
});
beforeEach(async () => {
  for (const name of ["email", "email-dlq", "lane.fifo"])
    await client.send(new PurgeQueueCommand({ QueueUrl: aws.queueUrl(name) }));
});
afterAll(async () => {
  await aws.close();
  removeDataDir(dir);
  putBack();
});

const send = (MessageBody: string, DelaySeconds = 0) =>
  client.send(new SendMessageCommand({ QueueUrl: email, MessageBody, DelaySeconds }));
const receive = async (input: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
  const request = { QueueUrl: email, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All" as const], ...input };
  return (await client.send(new ReceiveMessageCommand(request))).Messages ?? [];
};
const receiveOne = async (): Promise<Message> => {
  const [message] = await receive();
  if (message === undefined) throw new Error("nothing to receive");
  return message;
};
const giveBack = ({ ReceiptHandle }: Message, VisibilityTimeout = 0) =>
  client.send(new ChangeMessageVisibilityCommand({ QueueUrl: email, ReceiptHandle, VisibilityTimeout }));
const depthOf = async (name: string) => (await aws.depth()).find((queue) => queue.name === name);

test("a received message is invisible until its timeout, then comes back with its count", async () => {
  await send("a");
  expect((await receiveOne()).Attributes?.ApproximateReceiveCount).toBe("1");
  expect(await receive()).toEqual([]);
  expect(await depthOf("email")).toEqual({ name: "email", visible: 0, inFlight: 1, delayed: 0 });
  advance(30_000);
  // Counted before anybody receives: a sweep or a status page must not be told yesterday's numbers.
  expect(await depthOf("email")).toEqual({ name: "email", visible: 1, inFlight: 0, delayed: 0 });
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: email, AttributeNames: ["All"] }));
  expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: "1", ApproximateNumberOfMessagesNotVisible: "0" });
  expect((await receiveOne()).Attributes?.ApproximateReceiveCount).toBe("2");
});

test("ChangeMessageVisibility to 0 gives a message back at once, and to more keeps it longer", async () => {
  await send("a");
  await giveBack(await receiveOne());
  const again = await receiveOne();
  await giveBack(again, 120);
  advance(60_000);
  expect(await receive()).toEqual([]);
  advance(60_000);
  expect(await depthOf("email")).toMatchObject({ visible: 1 });
});

test("a delayed message appears when its delay is over", async () => {
  await send("a", 60);
  expect(await receive()).toEqual([]);
  expect(await depthOf("email")).toMatchObject({ delayed: 1, visible: 0 });
  advance(60_000);
  expect(await depthOf("email")).toMatchObject({ delayed: 0, visible: 1 });
  expect(await receive()).toHaveLength(1);
});

test("advancing the clock wakes a long poll whose message comes back", async () => {
  await send("a");
  await receiveOne();
  const startedMs = performance.now();
  const poll = receive({ WaitTimeSeconds: 10 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  advance(30_000);
  expect(await poll).toHaveLength(1);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});

test("after maxReceiveCount receives a message moves to the dead-letter queue", async () => {
  await send("poison");
  for (let count = 0; count < 2; count++) await giveBack(await receiveOne());
  expect(await receive()).toEqual([]);
  expect(await depthOf("email")).toMatchObject({ visible: 0, inFlight: 0 });
  const [dead] = await receive({ QueueUrl: aws.queueUrl("email-dlq") });
  expect(dead?.Body).toBe("poison");
});

test("a long poll is answered as soon as a message is sent, and empty after its wait", async () => {
  const poll = receive({ WaitTimeSeconds: 10 });
  const startedMs = performance.now();
  await send("a");
  expect(await poll).toHaveLength(1);
  expect(performance.now() - startedMs).toBeLessThan(1_000);
  const emptyMs = performance.now();
  expect(await receive({ WaitTimeSeconds: 1 })).toEqual([]);
  expect(performance.now() - emptyMs).toBeGreaterThan(900);
});

test("a caller who hangs up during a long poll takes no message with it", async () => {
  const gone = new AbortController();
  const request = new ReceiveMessageCommand({ QueueUrl: email, WaitTimeSeconds: 10 });
  const poll = client.send(request, { abortSignal: gone.signal });
  await new Promise((resolve) => setTimeout(resolve, 150));
  gone.abort();
  await expect(poll).rejects.toThrow("aborted");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await send("a");
  expect(await receive()).toHaveLength(1);
});

test("concurrent receivers never get the same message", async () => {
  const entries = Array.from({ length: 10 }, (_, at) => ({ Id: String(at), MessageBody: randomUUID() }));
  for (let batch = 0; batch < 5; batch++)
    await client.send(new SendMessageBatchCommand({ QueueUrl: email, Entries: entries }));
  const received = await Promise.all(Array.from({ length: 10 }, () => receive({ WaitTimeSeconds: 1 })));
  const ids = received.flat().map(({ MessageId }) => MessageId);
  expect(ids).toHaveLength(50);
  expect(new Set(ids).size).toBe(50);
});

test("a deleted message stays deleted", async () => {
  await send("a");
  const { ReceiptHandle } = await receiveOne();
  await client.send(new DeleteMessageCommand({ QueueUrl: email, ReceiptHandle }));
  advance(3_600_000);
  expect(await depthOf("email")).toMatchObject({ visible: 0, inFlight: 0 });
});

test("a delete that comes after the timeout still deletes, unless somebody received the message again", async () => {
  const remove = ({ ReceiptHandle }: Message) =>
    client.send(new DeleteMessageCommand({ QueueUrl: email, ReceiptHandle }));
  await send("a");
  const late = await receiveOne();
  advance(31_000);
  await receive({ QueueUrl: aws.queueUrl("email-dlq") });
  expect(await depthOf("email")).toMatchObject({ visible: 1 });
  await remove(late);
  expect(await depthOf("email")).toMatchObject({ visible: 0, inFlight: 0 });

  await send("b");
  const first = await receiveOne();
  advance(31_000);
  await receiveOne();
  await remove(first);
  expect(await depthOf("email")).toMatchObject({ inFlight: 1 });
});

test("a FIFO group is delivered in order, several at once, and blocked while one is in flight", async () => {
  const QueueUrl = aws.queueUrl("lane.fifo");
  for (const body of ["a1", "a2", "b1", "a3", "a1"])
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: body.charAt(0) }));
  const first = await receive({ QueueUrl });
  // The second a1 was a duplicate by content.
  expect(first.map(({ Body }) => Body)).toEqual(["a1", "a2", "a3", "b1"]);
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "a4", MessageGroupId: "a" }));
  expect(await receive({ QueueUrl })).toEqual([]);
  const remove = (message: Message | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  await remove(first[0]);
  advance(30_000);
  const second = await receive({ QueueUrl });
  expect(second.map(({ Body }) => Body)).toEqual(["a2", "a3", "a4", "b1"]);
});

test("a message past its retention disappears", async () => {
  await client.send(new SendMessageCommand({ QueueUrl: aws.queueUrl("email-dlq"), MessageBody: "old" }));
  await send("older than its queue keeps");
  advance(5 * 24 * 3_600_000);
  expect(await depthOf("email")).toMatchObject({ visible: 0 });
  expect(await depthOf("email-dlq")).toMatchObject({ visible: 1 });
});

test("queue URLs work without any endpoint but the SDK's variable, and lead to the right queue after a move", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", aws.endpoints.sqs);
  const { accessKeyId, secretAccessKey } = root;
  const plain = new SQSClient({ region: "eu-west-2", credentials: { accessKeyId, secretAccessKey } });
  const found = await plain.send(new GetQueueUrlCommand({ QueueName: "email" }));
  expect(found.QueueUrl).toBe(email);
  expect((await plain.send(new ListQueuesCommand({}))).QueueUrls).toContain(email);
  await plain.send(new SendMessageCommand({ QueueUrl: email, MessageBody: "a" }));
  vi.unstubAllEnvs();

  const elsewhere = email.replace(/:\d+/, ":1");
  expect(await receive({ QueueUrl: elsewhere })).toHaveLength(1);
});

test("an unknown queue is answered as AWS does", async () => {
  const request = new SendMessageCommand({ QueueUrl: `${aws.endpoints.sqs}/000000000000/nope`, MessageBody: "a" });
  await expect(client.send(request)).rejects.toMatchObject({ name: "QueueDoesNotExist" });
});
