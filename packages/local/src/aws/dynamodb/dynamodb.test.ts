import { randomUUID } from "node:crypto";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { advance, createClock, install } from "../../clock.ts";
import type { EmbeddedAws } from "../index.ts";
import { dynamodb, newDataDir, removeDataDir, start, TABLE } from "../testing/embedded.ts";

const dir = newDataDir();
const putBack = install(createClock());
let aws: EmbeddedAws;
let db: DynamoDBDocumentClient;

beforeAll(async () => {
  aws = await start(dir);
  db = dynamodb(aws);
});
afterAll(async () => {
  await aws.close();
  removeDataDir(dir);
  putBack();
});

type Item = Record<string, unknown> & { pk: string; sk: string };
type Part = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const tenant = (): string => `t#${randomUUID()}`;
const put = (item: Item, condition?: string): Part => ({
  Put: { TableName: TABLE, Item: item, ...(condition === undefined ? {} : { ConditionExpression: condition }) },
});
const get = async (pk: string, sk: string): Promise<Record<string, unknown> | undefined> =>
  (await db.send(new GetCommand({ TableName: TABLE, Key: { pk, sk } }))).Item;
const write = (parts: Part[], token?: string) =>
  db.send(
    new TransactWriteCommand({ TransactItems: parts, ...(token === undefined ? {} : { ClientRequestToken: token }) }),
  );
const index = async (pk: string): Promise<unknown[]> => {
  const values = { ":pk": pk };
  const request = { TableName: TABLE, IndexName: "gsi1", KeyConditionExpression: "gsi1pk = :pk" };
  return (await db.send(new QueryCommand({ ...request, ExpressionAttributeValues: values }))).Items ?? [];
};

test("a transaction writes all of its items", async () => {
  const pk = tenant();
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "b", n: 1 } }));
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "c" } }));
  await write([
    put({ pk, sk: "a", gsi1pk: pk, gsi1sk: "a" }, "attribute_not_exists(pk)"),
    {
      Update: {
        TableName: TABLE,
        Key: { pk, sk: "b" },
        UpdateExpression: "ADD n :one SET gsi1pk = :pk, gsi1sk = :b",
        ExpressionAttributeValues: { ":one": 1, ":pk": pk, ":b": "b" },
      },
    },
    { Delete: { TableName: TABLE, Key: { pk, sk: "c" } } },
  ]);
  expect(await get(pk, "b")).toMatchObject({ n: 2 });
  expect(await get(pk, "c")).toBeUndefined();
  expect(await index(pk)).toHaveLength(2);
});

test("a transaction with one failed condition writes nothing and names the reason and the item", async () => {
  const pk = tenant();
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "taken", owner: "x" } }));
  const attempt = write([
    put({ pk, sk: "new", gsi1pk: pk, gsi1sk: "new" }),
    {
      Put: {
        TableName: TABLE,
        Item: { pk, sk: "taken" },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
  ]);
  await expect(attempt).rejects.toMatchObject({
    name: "TransactionCanceledException",
    message: expect.stringContaining("[None, ConditionalCheckFailed]"),
    CancellationReasons: [
      { Code: "None" },
      { Code: "ConditionalCheckFailed", Item: { sk: { S: "taken" }, owner: { S: "x" } } },
    ],
  });
  expect(await get(pk, "new")).toBeUndefined();
  expect(await index(pk)).toEqual([]);
});

test("a condition check guards a transaction without writing", async () => {
  const pk = tenant();
  const check = (condition: string): Part => ({
    ConditionCheck: { TableName: TABLE, Key: { pk, sk: "guard" }, ConditionExpression: condition },
  });
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "guard" } }));
  await write([check("attribute_exists(pk)"), put({ pk, sk: "a" })]);
  expect(await get(pk, "guard")).toBeDefined();
  await expect(write([check("attribute_not_exists(pk)"), put({ pk, sk: "b" })])).rejects.toThrow("cancelled");
  expect(await get(pk, "b")).toBeUndefined();
});

test("a transaction refuses two operations on one item, more than 100 items, and more than 4 MB", async () => {
  const pk = tenant();
  await expect(write([put({ pk, sk: "a" }), put({ pk, sk: "a" })])).rejects.toMatchObject({
    name: "ValidationException",
    message: "Transaction request cannot include multiple operations on one item",
  });
  const many = Array.from({ length: 101 }, (_, at) => put({ pk, sk: String(at) }));
  await expect(write(many)).rejects.toMatchObject({ name: "ValidationException" });
  const big = Array.from({ length: 11 }, (_, at) => put({ pk, sk: String(at), body: "x".repeat(390_000) }));
  await expect(write(big)).rejects.toMatchObject({ name: "ValidationException" });
  await write(big.slice(0, 10));
  expect(await get(pk, "9")).toBeDefined();
  expect(await get(pk, "10")).toBeUndefined();
});

test("a client token makes a repeated transaction happen once, and refuses other items under the same token", async () => {
  const pk = tenant();
  const token = randomUUID();
  const add: Part = {
    Update: {
      TableName: TABLE,
      Key: { pk, sk: "n" },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": 1 },
    },
  };
  await Promise.all([write([add], token), write([add], token), write([add], token)]);
  expect(await get(pk, "n")).toMatchObject({ n: 1 });
  await expect(write([put({ pk, sk: "other" })], token)).rejects.toMatchObject({
    name: "IdempotentParameterMismatchException",
  });
});

test("50 concurrent transactions on the same two items all take effect", async () => {
  const pk = tenant();
  const add = (sk: string): Part => ({
    Update: {
      TableName: TABLE,
      Key: { pk, sk },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": 1 },
    },
  });
  // Half of them name the items the other way round: a circle of locks would hang here.
  await Promise.all(Array.from({ length: 50 }, (_, at) => write(at % 2 ? [add("a"), add("b")] : [add("b"), add("a")])));
  const read = await db.send(
    new TransactGetCommand({
      TransactItems: ["a", "b", "none"].map((sk) => ({ Get: { TableName: TABLE, Key: { pk, sk } } })),
    }),
  );
  expect(read.Responses?.map(({ Item }) => Item?.["n"])).toEqual([50, 50, undefined]);
});

test("of 20 concurrent creators of one guard item exactly one wins", async () => {
  const pk = tenant();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) =>
      write([put({ pk, sk: "guard" }, "attribute_not_exists(pk)"), put({ pk, sk: `client ${at}` })]),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const all = await db.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
    }),
  );
  expect(all.Items).toHaveLength(2);
});

test("a failed condition of a single write answers the item when asked", async () => {
  const pk = tenant();
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "a", version: 3 } }));
  const update = new UpdateCommand({
    TableName: TABLE,
    Key: { pk, sk: "a" },
    UpdateExpression: "SET version = :next",
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: { ":next": 3, ":seen": 2 },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  await expect(db.send(update)).rejects.toMatchObject({
    name: "ConditionalCheckFailedException",
    Item: { version: { N: "3" } },
  });
});

test("an empty string is refused as an index key and as a table key, in every kind of write", async () => {
  const pk = tenant();
  const item = { pk, sk: "a", gsi1pk: "", gsi1sk: "x" };
  const refusal = {
    name: "ValidationException",
    message: expect.stringContaining("IndexName: gsi1, IndexKey: gsi1pk"),
  };
  await expect(db.send(new PutCommand({ TableName: TABLE, Item: item }))).rejects.toMatchObject(refusal);
  const request = { RequestItems: { [TABLE]: [{ PutRequest: { Item: item } }] } };
  await expect(db.send(new BatchWriteCommand(request))).rejects.toMatchObject(refusal);
  await expect(write([put(item)])).rejects.toMatchObject(refusal);
  await expect(db.send(new PutCommand({ TableName: TABLE, Item: { pk: "", sk: "a" } }))).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("index rows follow every kind of write", async () => {
  const pk = tenant();
  const items = Array.from({ length: 25 }, (_, at) => ({ pk, sk: String(at), gsi1pk: pk, gsi1sk: String(at) }));
  await db.send(new BatchWriteCommand({ RequestItems: { [TABLE]: items.map((Item) => ({ PutRequest: { Item } })) } }));
  expect(await index(pk)).toHaveLength(25);
  await db.send(new DeleteCommand({ TableName: TABLE, Key: { pk, sk: "0" } }));
  const remove = { TableName: TABLE, Key: { pk, sk: "1" }, UpdateExpression: "REMOVE gsi1pk, gsi1sk" };
  await db.send(new UpdateCommand(remove));
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "2", gsi1pk: `${pk}moved`, gsi1sk: "2" } }));
  await db.send(new BatchWriteCommand({ RequestItems: { [TABLE]: [{ DeleteRequest: { Key: { pk, sk: "3" } } }] } }));
  expect(await index(pk)).toHaveLength(21);
  expect(await index(`${pk}moved`)).toHaveLength(1);
});

test("the sweep deletes what has expired, with its index rows, and nothing else", async () => {
  const pk = tenant();
  const nowS = Math.floor(Date.now() / 1000);
  const items: Item[] = [
    { pk, sk: "past", ttl: nowS - 10 },
    { pk, sk: "future", ttl: nowS + 1000 },
    { pk, sk: "never" },
    { pk, sk: "prolonged", ttl: nowS - 10 },
    { pk, sk: "text", ttl: String(nowS - 10) },
    { pk, sk: "ancient", ttl: nowS - 6 * 365 * 24 * 3600 },
  ];
  await write(items.map((item) => put({ ...item, gsi1pk: pk, gsi1sk: item.sk })));
  await db.send(
    new PutCommand({ TableName: TABLE, Item: { pk, sk: "prolonged", gsi1pk: pk, gsi1sk: "p", ttl: nowS + 9 } }),
  );
  expect(await aws.sweepTtl()).toBe(1);
  expect(await get(pk, "past")).toBeUndefined();
  expect(await index(pk)).toHaveLength(5);
  expect(await aws.sweepTtl()).toBe(0);
});

test("an item expires when virtual time has come", async () => {
  const pk = tenant();
  const ttl = Math.floor(Date.now() / 1000) + 3600;
  await db.send(new PutCommand({ TableName: TABLE, Item: { pk, sk: "session", ttl } }));
  await aws.sweepTtl();
  expect(await get(pk, "session")).toBeDefined();
  advance(2 * 3_600_000);
  await aws.sweepTtl();
  expect(await get(pk, "session")).toBeUndefined();
});

test("the table is described as AWS describes it: region, account, indexes, TTL", async () => {
  const { Table } = await db.send(new DescribeTableCommand({ TableName: TABLE }));
  expect(Table).toMatchObject({
    TableStatus: "ACTIVE",
    TableArn: `arn:aws:dynamodb:eu-west-2:000000000000:table/${TABLE}`,
    GlobalSecondaryIndexes: [{ IndexName: "gsi1", IndexStatus: "ACTIVE" }, { IndexName: "gsi2" }],
  });
  const { TimeToLiveDescription } = await db.send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "ttl" });
});

test("switching TTL off and on again finds the items that were there before", async () => {
  const own = newDataDir();
  const other = await start(own);
  try {
    const client = dynamodb(other);
    const toggle = (Enabled: boolean) =>
      client.send(
        new UpdateTimeToLiveCommand({
          TableName: TABLE,
          TimeToLiveSpecification: { Enabled, AttributeName: "ttl" },
        }),
      );
    await toggle(false);
    await client.send(
      new PutCommand({ TableName: TABLE, Item: { pk: "p", sk: "s", ttl: Math.floor(Date.now() / 1000) - 5 } }),
    );
    expect(await other.sweepTtl()).toBe(0);
    await toggle(true);
    expect(await other.sweepTtl()).toBe(1);
  } finally {
    await other.close();
    removeDataDir(own);
  }
});

test("an operation that the embedded DynamoDB lacks is refused, not swallowed", async () => {
  await expect(db.send(new DescribeContinuousBackupsCommand({ TableName: TABLE }))).rejects.toMatchObject({
    name: "UnknownOperationException",
  });
});
