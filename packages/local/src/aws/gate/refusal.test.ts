import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import {
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { advance, createClock, install } from "../../clock.ts";
import type { EmbeddedAws } from "../index.ts";
import {
  BUCKET,
  dynamodb,
  newDataDir,
  principal,
  removeDataDir,
  root,
  s3,
  sqs,
  start,
  TABLE,
} from "../testing/embedded.ts";

const dir = newDataDir();
const putBack = install(createClock());
let aws: EmbeddedAws;

/** What the limited principal may do in the running test. */
let granted: string[] = [];
const limited = principal("limited", (action, arn) => granted.includes(`${action} ${arn}`));
const SECRETS = {
  "/sst/practice-hub/test/Secret/A": "value a",
  "/sst/practice-hub/test/Secret/B": "value b",
  "/other/C": "c",
};

beforeAll(async () => {
  aws = await start(dir, { principals: [root, limited], secrets: SECRETS });
});
beforeEach(() => {
  granted = [];
});
afterAll(async () => {
  await aws.close();
  removeDataDir(dir);
  putBack();
});

const tableArn = `arn:aws:dynamodb:eu-west-2:000000000000:table/${TABLE}`;
const queueArn = "arn:aws:sqs:eu-west-2:000000000000:email";
const item = { pk: "p", sk: "s" };

type Case = [actions: string[], send: () => Promise<unknown>];

/** The grants without which the call is refused with AWS's sentence; with all of them it must be accepted. */
async function needed([actions, send]: Case): Promise<string[]> {
  const refused: string[] = [];
  for (const missing of actions) {
    granted = actions.filter((action) => action !== missing);
    const error: unknown = await send().catch((reason: unknown) => reason);
    if (!(error instanceof Error) || !/^AccessDenied(Exception)?$/.test(error.name)) continue;
    const sentence = `User: arn:aws:iam::000000000000:user/limited is not authorized to perform: ${missing.replace(" ", " on resource: ")}`;
    if (error.message.startsWith(sentence)) refused.push(missing);
  }
  granted = actions;
  await send();
  return refused;
}

test("DynamoDB: each operation needs its own grant on the table, an index query on the index", async () => {
  const db = dynamodb(aws, limited);
  const cases: Case[] = [
    [[`dynamodb:PutItem ${tableArn}`], () => db.send(new PutCommand({ TableName: TABLE, Item: item }))],
    [[`dynamodb:GetItem ${tableArn}`], () => db.send(new GetCommand({ TableName: TABLE, Key: item }))],
    [[`dynamodb:DescribeTable ${tableArn}`], () => db.send(new DescribeTableCommand({ TableName: TABLE }))],
    [
      [`dynamodb:Query ${tableArn}/index/gsi1`],
      () =>
        db.send(
          new QueryCommand({
            TableName: TABLE,
            IndexName: "gsi1",
            KeyConditionExpression: "gsi1pk = :p",
            ExpressionAttributeValues: { ":p": "p" },
          }),
        ),
    ],
  ];
  for (const [actions, send] of cases) expect(await needed([actions, send])).toEqual(actions);
});

test("DynamoDB: a transaction needs the grant of each of its parts, a batch its own", async () => {
  const db = dynamodb(aws, limited);
  const key = { TableName: TABLE, Key: item };
  const cases: Case[] = [
    [
      ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"].map((name) => `dynamodb:${name} ${tableArn}`),
      () =>
        db.send(
          new TransactWriteCommand({
            TransactItems: [
              { Put: { TableName: TABLE, Item: item } },
              {
                Update: {
                  TableName: TABLE,
                  Key: { pk: "p", sk: "u" },
                  UpdateExpression: "SET a = :a",
                  ExpressionAttributeValues: { ":a": 1 },
                },
              },
              { Delete: { TableName: TABLE, Key: { pk: "p", sk: "d" } } },
              {
                ConditionCheck: {
                  TableName: TABLE,
                  Key: { pk: "p", sk: "c" },
                  ConditionExpression: "attribute_not_exists(pk)",
                },
              },
            ],
          }),
        ),
    ],
    [[`dynamodb:GetItem ${tableArn}`], () => db.send(new TransactGetCommand({ TransactItems: [{ Get: key }] }))],
    [
      [`dynamodb:BatchWriteItem ${tableArn}`],
      () => db.send(new BatchWriteCommand({ RequestItems: { [TABLE]: [{ PutRequest: { Item: item } }] } })),
    ],
    [
      [`dynamodb:BatchGetItem ${tableArn}`],
      () => db.send(new BatchGetCommand({ RequestItems: { [TABLE]: { Keys: [item] } } })),
    ],
  ];
  for (const [actions, send] of cases) expect(await needed([actions, send])).toEqual(actions);
});

test("DynamoDB: a refused write leaves nothing", async () => {
  const db = dynamodb(aws, limited);
  const refused = { pk: "refused", sk: "s" };
  await expect(db.send(new PutCommand({ TableName: TABLE, Item: refused }))).rejects.toMatchObject({
    name: "AccessDeniedException",
  });
  const { Item } = await dynamodb(aws).send(new GetCommand({ TableName: TABLE, Key: refused }));
  expect(Item).toBeUndefined();
});

test("SQS: sending and receiving are granted apart, per queue; a batch by its single action", async () => {
  const client = sqs(aws, limited);
  const QueueUrl = aws.queueUrl("email");
  const cases: Case[] = [
    [[`sqs:SendMessage ${queueArn}`], () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }))],
    [
      [`sqs:SendMessage ${queueArn}`],
      () => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: "1", MessageBody: "a" }] })),
    ],
    [[`sqs:ReceiveMessage ${queueArn}`], () => client.send(new ReceiveMessageCommand({ QueueUrl }))],
    [["sqs:ListQueues *"], () => client.send(new ListQueuesCommand({}))],
  ];
  for (const [actions, send] of cases) expect(await needed([actions, send])).toEqual(actions);
});

test("S3: each operation needs its own grant on the object or the bucket", async () => {
  const client = s3(aws, limited);
  const at = { Bucket: BUCKET, Key: "a/b c.txt" };
  const object = `arn:aws:s3:::${BUCKET}/a/b c.txt`;
  const cases: Case[] = [
    [[`s3:PutObject ${object}`], () => client.send(new PutObjectCommand({ ...at, Body: "x" }))],
    [[`s3:GetObject ${object}`], () => client.send(new GetObjectCommand(at))],
    [[`s3:ListBucket arn:aws:s3:::${BUCKET}`], () => client.send(new ListObjectsV2Command({ Bucket: BUCKET }))],
    [
      [`s3:PutObject arn:aws:s3:::${BUCKET}/copy`, `s3:GetObject ${object}`],
      () => client.send(new CopyObjectCommand({ Bucket: BUCKET, Key: "copy", CopySource: `${BUCKET}/a/b%20c.txt` })),
    ],
    [
      [`s3:DeleteObject arn:aws:s3:::${BUCKET}/copy`],
      () => client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects: [{ Key: "copy" }] } })),
    ],
    [[`s3:DeleteObject ${object}`], () => client.send(new DeleteObjectCommand(at))],
  ];
  for (const [actions, send] of cases) expect(await needed([actions, send])).toEqual(actions);
});

test("S3: without ListBucket a missing key is 403, so that nobody learns what exists", async () => {
  granted = [`s3:GetObject arn:aws:s3:::${BUCKET}/none`];
  const read = () => s3(aws, limited).send(new GetObjectCommand({ Bucket: BUCKET, Key: "none" }));
  await expect(read()).rejects.toMatchObject({ name: "AccessDenied" });
  granted.push(`s3:ListBucket arn:aws:s3:::${BUCKET}`);
  await expect(read()).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("S3: a presigned URL or form can do no more than who signed it", async () => {
  const client = s3(aws, limited);
  const at = { Bucket: BUCKET, Key: "presigned" };
  const url = await getSignedUrl(client, new PutObjectCommand(at), { expiresIn: 60 });
  const post = await createPresignedPost(client, { ...at, Expires: 60 });
  const form = new FormData();
  for (const [name, value] of Object.entries(post.fields)) form.set(name, value);
  form.set("file", new Blob(["x"]));
  const upload = async () => [
    (await fetch(url, { method: "PUT", body: "x" })).status,
    (await fetch(post.url, { method: "POST", body: form })).status,
  ];
  expect(await upload()).toEqual([403, 403]);
  granted = [`s3:PutObject arn:aws:s3:::${BUCKET}/presigned`];
  expect(await upload()).toEqual([200, 204]);
});

const ssm = (as: { accessKeyId: string; secretAccessKey: string }) => {
  const client = new AwsClient({
    accessKeyId: as.accessKeyId,
    secretAccessKey: as.secretAccessKey,
    service: "ssm",
    region: "eu-west-2",
    retries: 0,
  });
  return async (operation: string, body: object) => {
    const headers = { "x-amz-target": `AmazonSSM.${operation}`, "content-type": "application/x-amz-json-1.1" };
    const answer = await client.fetch(aws.endpoints.ssm, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
};

test("SSM: parameters are read by name and by path, page by page, decrypted only when asked", async () => {
  const call = ssm(root);
  const byName = await call("GetParameters", { Names: ["/other/C", "/none"], WithDecryption: true });
  expect(byName.body).toMatchObject({
    Parameters: [{ Name: "/other/C", Value: "c", Type: "SecureString" }],
    InvalidParameters: ["/none"],
  });
  const path = { Path: "/sst/practice-hub/test/Secret/", WithDecryption: true, Recursive: true, MaxResults: 1 };
  const first = await call("GetParametersByPath", path);
  const second = await call("GetParametersByPath", { ...path, NextToken: first.body["NextToken"] });
  expect(first.body["Parameters"]).toMatchObject([{ Value: "value a" }]);
  expect(second.body["Parameters"]).toMatchObject([{ Value: "value b" }]);
  expect(second.body["NextToken"]).toBeUndefined();
  const encrypted = await call("GetParameter", { Name: "/other/C" });
  expect(JSON.stringify(encrypted.body)).not.toContain('"c"');
});

test("SSM: each parameter needs its grant", async () => {
  const call = ssm(limited);
  const Names = Object.keys(SECRETS).slice(0, 2);
  const grant = (name: string): string => `ssm:GetParameters arn:aws:ssm:eu-west-2:000000000000:parameter${name}`;
  granted = Names.slice(0, 1).map(grant);
  const refused = await call("GetParameters", { Names });
  expect(refused).toMatchObject({ status: 400, body: { __type: expect.stringContaining("AccessDeniedException") } });
  granted = Names.map(grant);
  expect((await call("GetParameters", { Names })).status).toBe(200);
});

test("every service refuses an unknown key and a wrong secret", async () => {
  const stranger = { accessKeyId: "AKIASTRANGER", secretAccessKey: "x" };
  const forger = { accessKeyId: root.accessKeyId, secretAccessKey: "guess" };
  const attempts = (as: typeof forger): Promise<unknown>[] => [
    dynamodb(aws, as).send(new GetCommand({ TableName: TABLE, Key: item })),
    sqs(aws, as).send(new SendMessageCommand({ QueueUrl: aws.queueUrl("email"), MessageBody: "a" })),
    s3(aws, as).send(new GetObjectCommand({ Bucket: BUCKET, Key: "a" })),
  ];
  const names = async (as: typeof forger) =>
    Promise.all(
      attempts(as).map((attempt) =>
        attempt.then(
          () => "accepted",
          (error: Error) => error.name,
        ),
      ),
    );
  expect(await names(stranger)).toEqual([
    "UnrecognizedClientException",
    "UnrecognizedClientException",
    "InvalidAccessKeyId",
  ]);
  expect(await names(forger)).toEqual([
    "InvalidSignatureException",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
  ]);
  expect((await ssm(stranger)("GetParameters", { Names: ["/other/C"] })).body["__type"]).toContain(
    "UnrecognizedClientException",
  );
  expect((await ssm(forger)("GetParameters", { Names: ["/other/C"] })).body["__type"]).toContain(
    "InvalidSignatureException",
  );
});

test("a request without a signature is refused by every service", async () => {
  const { endpoints } = aws;
  const statuses = Object.values(endpoints).map(
    async (url) => (await fetch(url, { method: "POST", body: "{}" })).status,
  );
  expect(await Promise.all(statuses)).toEqual([400, 400, 403, 400]);
});

test("a body changed after signing, and a signature of another service, are refused", async () => {
  const client = new AwsClient({
    accessKeyId: root.accessKeyId,
    secretAccessKey: root.secretAccessKey,
    region: "eu-west-2",
  });
  const headers = { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" };
  const send = async (service: string, signedBody: string, sentBody: string) => {
    const signed = await client.sign(aws.endpoints.dynamodb, {
      method: "POST",
      headers,
      body: signedBody,
      aws: { service },
    });
    return (await fetch(signed.url, { method: "POST", headers: signed.headers, body: sentBody })).status;
  };
  expect(await send("dynamodb", "{}", "{}")).toBe(200);
  expect(await send("dynamodb", "{}", '{"Limit":1}')).toBe(400);
  expect(await send("sqs", "{}", "{}")).toBe(400);
});

test("signatures are judged by virtual time, and clients follow it after a jump", async () => {
  const db = dynamodb(aws);
  const client = new AwsClient({
    accessKeyId: root.accessKeyId,
    secretAccessKey: root.secretAccessKey,
    region: "eu-west-2",
    service: "dynamodb",
  });
  const headers = { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" };
  const old = await client.sign(aws.endpoints.dynamodb, { method: "POST", headers, body: "{}" });
  advance(16 * 60_000);
  expect((await fetch(old.url, { method: "POST", headers: old.headers, body: "{}" })).status).toBe(400);
  for (let call = 0; call < 3; call++) await db.send(new GetCommand({ TableName: TABLE, Key: item }));
});
