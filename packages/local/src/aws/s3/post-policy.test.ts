import { createHmac } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { PresignedPost } from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, expect, test } from "vitest";
import { advance, createClock, install } from "../../clock.ts";
import type { EmbeddedAws } from "../index.ts";
import { BUCKET, newDataDir, removeDataDir, root, s3, start } from "../testing/embedded.ts";

const dir = newDataDir();
const putBack = install(createClock());
let aws: EmbeddedAws;
let client: S3Client;

beforeAll(async () => {
  aws = await start(dir);
  client = s3(aws);
});
afterAll(async () => {
  await aws.close();
  removeDataDir(dir);
  putBack();
});

const KEY = "incoming/firm_1/doc_1";
const TYPE = "application/pdf";

const presign = (key = KEY): Promise<PresignedPost> =>
  createPresignedPost(client, {
    Bucket: BUCKET,
    Key: key,
    Fields: { "Content-Type": TYPE },
    Conditions: [
      ["content-length-range", 2, 10],
      ["eq", "$Content-Type", TYPE],
    ],
    Expires: 60,
  });

/** Sends the form with changed fields (undefined removes one) and answers status and error code. */
async function submit(
  post: PresignedPost,
  changes: Record<string, string | undefined> = {},
  file = "hello",
): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...changes }))
    if (value !== undefined) form.set(name, value);
  form.set("file", new Blob([file], { type: "text/html" }), "upload.html");
  const answer = await fetch(post.url, { method: "POST", body: form, headers: { origin: "http://app.test" } });
  return `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1] ?? "ok"}`;
}

/** Signs a policy of the test's own, with any secret. */
function forge(post: PresignedPost, policy: object, secret: string): Record<string, string> {
  const encoded = Buffer.from(JSON.stringify(policy)).toString("base64");
  const [, day = "", region = "", service = ""] = (post.fields["X-Amz-Credential"] ?? "").split("/");
  const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request");
  return { Policy: encoded, "X-Amz-Signature": hmac(key, encoded).toString("hex") };
}

test("an upload as the policy says is stored under the policy's key with the policy's type", async () => {
  expect(await submit(await presign())).toBe("204 ok");
  const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: KEY }));
  expect(head).toMatchObject({ ContentLength: 5, ContentType: TYPE });
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: KEY }));
  expect(await Body?.transformToString()).toBe("hello");
});

test("every departure from the policy is refused", async () => {
  const post = await presign();
  expect({
    "another key": await submit(post, { key: "incoming/firm_2/doc_1" }),
    "no key": await submit(post, { key: undefined }),
    "another type": await submit(post, { "Content-Type": "text/html" }),
    "no type": await submit(post, { "Content-Type": undefined }),
    "an extra field": await submit(post, { "x-amz-meta-role": "admin" }),
    "another bucket field": await submit(post, { bucket: "other" }),
    "too long": await submit(post, {}, "x".repeat(11)),
    "too short": await submit(post, {}, "x"),
    "no policy": await submit(post, { Policy: undefined }),
    "no signature": await submit(post, { "X-Amz-Signature": undefined }),
    "a changed signature": await submit(post, { "X-Amz-Signature": "0".repeat(64) }),
    "a short signature": await submit(post, { "X-Amz-Signature": "00" }),
    "an unknown key id": await submit(post, {
      "X-Amz-Credential": post.fields["X-Amz-Credential"]?.replace("AKIAROOT", "AKIANOBODY"),
    }),
    "another bucket's address": await submit({ ...post, url: post.url.replace(BUCKET, "other") }),
  }).toEqual({
    "another key": "403 AccessDenied",
    "no key": "403 AccessDenied",
    "another type": "403 AccessDenied",
    "no type": "403 AccessDenied",
    "an extra field": "403 AccessDenied",
    "another bucket field": "204 ok", // the bucket is the address; the field only repeats it
    "too long": "400 EntityTooLarge",
    "too short": "400 EntityTooSmall",
    "no policy": "403 AccessDenied",
    "no signature": "403 AccessDenied",
    "a changed signature": "403 SignatureDoesNotMatch",
    "a short signature": "403 SignatureDoesNotMatch",
    "an unknown key id": "403 InvalidAccessKeyId",
    "another bucket's address": "403 AccessDenied",
  });
});

test("a wider policy is only as good as the secret that signed it", async () => {
  const post = await presign();
  const credential = { "x-amz-credential": post.fields["X-Amz-Credential"], "x-amz-algorithm": "AWS4-HMAC-SHA256" };
  const policy = {
    expiration: new Date(Date.now() + 60_000).toISOString(),
    conditions: [{ bucket: BUCKET }, credential].flatMap((condition) =>
      Object.entries(condition).map(([name, value]) => ({ [name]: value })),
    ),
  };
  const open = {
    ...policy,
    conditions: [
      ...policy.conditions,
      ["starts-with", "$key", "incoming/"],
      ["starts-with", "$Content-Type", ""],
      { "x-amz-date": post.fields["X-Amz-Date"] },
    ],
  };
  const send = (secret: string, key: string) => submit(post, { ...forge(post, open, secret), key });
  expect(await send("guess", "incoming/any")).toBe("403 SignatureDoesNotMatch");
  expect(await send(root.secretAccessKey, "incoming/any")).toBe("204 ok");
  expect(await send(root.secretAccessKey, "elsewhere/any")).toBe("403 AccessDenied");
});

test("a policy that is no JSON is refused even when it is signed", async () => {
  const post = await presign();
  const forged = forge(post, { nothing: true }, root.secretAccessKey);
  expect(await submit(post, forged)).toBe("400 InvalidPolicyDocument");
});

test("a form lives exactly as long as its policy says, by the virtual clock", async () => {
  const post = await presign();
  advance(58_000);
  expect(await submit(post)).toBe("204 ok");
  advance(4_000);
  expect(await submit(post)).toBe("403 AccessDenied");
});

test("${filename} in the key takes the name of the file", async () => {
  const post = await presign("incoming/${filename}");
  expect(await submit(post)).toBe("204 ok");
  await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "incoming/upload.html" }));
});
