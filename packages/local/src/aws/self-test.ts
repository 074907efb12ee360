/**
 * Run at every start, in a few tens of ms and beside the data folder: our patches reach into pinned packages, and a
 * version that answers differently must stop the start rather than lose data.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDynamoDb } from "./dynamodb/server.ts";
import { SelfTestFailed } from "./error.ts";
import { readSignature, refuse, sha256Hex, sign, canonicalRequest } from "./gate/sigv4.ts";
import { openSqs } from "./sqs/server.ts";

export async function selfTest(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "practice-hub-self-test-"));
  try {
    await check("a DynamoDB transaction", transaction);
    await check("ChangeMessageVisibility to 0", () => visibility(dir));
    await check("a tampered presigned URL", async () => tampering());
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function check(what: string, test: () => Promise<boolean>): Promise<void> {
  const passed = await test().catch((error: unknown) => {
    throw new SelfTestFailed(what, error);
  });
  if (!passed) throw new SelfTestFailed(what);
}

/** A refused transaction leaves nothing; an accepted one shows in table and index. */
async function transaction(): Promise<boolean> {
  const TableName = "self-test";
  const key = { hash: "pk", range: "sk" };
  const index = { name: "gsi1", key: { hash: "gsi1pk", range: "gsi1sk" } };
  const dynamodb = await openDynamoDb(undefined, [{ name: TableName, key, indexes: [index] }]);
  try {
    const put = (sk: string, ConditionExpression: string): object => ({
      Put: {
        TableName,
        ConditionExpression,
        Item: { pk: { S: "p" }, sk: { S: sk }, gsi1pk: { S: "g" }, gsi1sk: { S: sk } },
      },
    });
    const write = (TransactItems: object[]): Promise<object> => dynamodb.run("TransactWriteItems", { TransactItems });
    const wasRefused = await write([put("a", "attribute_not_exists(pk)"), put("b", "attribute_exists(pk)")]).then(
      () => false,
      () => true,
    );
    const count = async (): Promise<unknown> => {
      const values = { ":g": { S: "g" } };
      const request = {
        TableName,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :g",
        ExpressionAttributeValues: values,
      };
      return ((await dynamodb.run("Query", request)) as { Count: number }).Count;
    };
    const before = await count();
    await write([put("a", "attribute_not_exists(pk)"), put("b", "attribute_not_exists(pk)")]);
    return wasRefused && before === 0 && (await count()) === 2;
  } finally {
    await dynamodb.close();
  }
}

/** A message given back at once is received again, with its count kept. */
async function visibility(dir: string): Promise<boolean> {
  const sqs = openSqs(dir, [{ name: "self-test" }]);
  try {
    const QueueUrl = "http://127.0.0.1/000000000000/self-test";
    const call = (operation: string, body: object): Promise<object> =>
      sqs.run(operation, { QueueUrl, ...body }, AbortSignal.timeout(5_000), "");
    type Received = { Messages?: { ReceiptHandle: string; Attributes: Record<string, string> }[] };
    const receive = (): Promise<Received> => call("ReceiveMessage", { MessageSystemAttributeNames: ["All"] });
    await call("SendMessage", { MessageBody: "self-test" });
    const first = (await receive()).Messages?.[0];
    await call("ChangeMessageVisibility", { ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 });
    const second = (await receive()).Messages?.[0];
    return second?.Attributes["ApproximateReceiveCount"] === "2";
  } finally {
    sqs.close();
  }
}

/** A presigned URL is good as signed, and for no other key. */
function tampering(): boolean {
  const scope = { day: "20260102", region: "eu-west-2", service: "s3" };
  const date = `${scope.day}T030405Z`;
  const nowMs = Date.UTC(2026, 0, 2, 3, 4, 6);
  const headers = { host: "127.0.0.1" };
  const query = (key: string, signature: string): string =>
    `/bucket/${key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=self%2F${scope.day}%2F${scope.region}%2Fs3%2Faws4_request` +
    `&X-Amz-Date=${date}&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`;
  const canonical =
    canonicalRequest({ method: "GET", url: query("a", ""), headers }, ["host"], "UNSIGNED-PAYLOAD") ?? "";
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope.day}/${scope.region}/s3/aws4_request\n${sha256Hex(canonical)}`;
  const signature = sign("secret", scope, text).toString("hex");
  const isRefused = (url: string): boolean => {
    const read = readSignature({ method: "GET", url, headers });
    if (read === undefined || read === "malformed") return true;
    return refuse({ method: "GET", url, headers }, read, "secret", "UNSIGNED-PAYLOAD", nowMs) !== null;
  };
  return !isRefused(query("a", signature)) && isRefused(query("b", signature));
}
