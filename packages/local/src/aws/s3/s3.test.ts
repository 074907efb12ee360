import { Readable } from "node:stream";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
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

const at = (Key: string) => ({ Bucket: BUCKET, Key });
const put = (key: string, body = "hello") => client.send(new PutObjectCommand({ ...at(key), Body: body }));
const text = async (key: string) => (await client.send(new GetObjectCommand(at(key)))).Body?.transformToString();
const codeOf = async (answer: Response) => `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1] ?? "ok"}`;

test("an object is stored with its type and metadata, read back, listed, ranged and deleted", async () => {
  const key = "t/firm é/a+b c's (1)*!.pdf";
  await client.send(
    new PutObjectCommand({ ...at(key), Body: "hello", ContentType: "application/pdf", Metadata: { client: "cli_1" } }),
  );
  const head = await client.send(new HeadObjectCommand(at(key)));
  expect(head).toMatchObject({ ContentLength: 5, ContentType: "application/pdf", Metadata: { client: "cli_1" } });
  expect(await text(key)).toBe("hello");
  const range = await client.send(new GetObjectCommand({ ...at(key), Range: "bytes=1-2" }));
  expect(await range.Body?.transformToString()).toBe("el");
  const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "t/" }));
  expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
  await client.send(new DeleteObjectCommand(at(key)));
  await expect(text(key)).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("listing pages through every key once, in byte order", async () => {
  const keys = ["a", "B", "b", "C", "ä", "Z", "_", "c/d"].map((name) => `list/${name}`);
  for (const key of keys) await put(key);
  const seen: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "list/", MaxKeys: 3, ContinuationToken: token }),
    );
    seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  expect(seen).toEqual(keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const folders = await client.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "list/", Delimiter: "/", StartAfter: "list/b" }),
  );
  expect(folders.CommonPrefixes).toEqual([{ Prefix: "list/c/" }]);
  expect(folders.Contents?.map(({ Key }) => Key)).toEqual(["list/ä"]);
});

test("a multipart upload becomes one object, and only under its own key", async () => {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(at("big")));
  const parts = [Buffer.alloc(5 * 1024 * 1024, "a"), Buffer.from("end")];
  const stranger = new UploadPartCommand({ ...at("elsewhere"), UploadId, PartNumber: 1, Body: "x" });
  await expect(client.send(stranger)).rejects.toMatchObject({ name: "NoSuchUpload" });
  const Parts = [];
  for (const [index, Body] of parts.entries()) {
    const { ETag } = await client.send(new UploadPartCommand({ ...at("big"), UploadId, PartNumber: index + 1, Body }));
    Parts.push({ ETag, PartNumber: index + 1 });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...at("big"), UploadId, MultipartUpload: { Parts } }));
  const head = await client.send(new HeadObjectCommand(at("big")));
  expect(head.ContentLength).toBe(5 * 1024 * 1024 + 3);
});

test("IfNoneMatch * never overwrites: of ten concurrent writers one wins, the rest get 412", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, writer) =>
      client.send(new PutObjectCommand({ ...at("once"), Body: `writer ${writer}`, IfNoneMatch: "*" })),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
});

test("an upload larger than a request may be is EntityTooLarge", async () => {
  const attempt = client.send(new PutObjectCommand({ ...at("huge"), Body: Buffer.alloc(64 * 1024 * 1024 + 1) }));
  await expect(attempt).rejects.toMatchObject({ name: "EntityTooLarge" });
});

test("checksums of the SDK's default mode are accepted, wrong ones refused", async () => {
  const { accessKeyId, secretAccessKey } = root;
  const supported = new S3Client({
    endpoint: aws.endpoints.s3,
    region: "eu-west-2",
    credentials: { accessKeyId, secretAccessKey },
  });
  await supported.send(new PutObjectCommand({ ...at("sum"), Body: "hello" }));
  const stream = Readable.from(Buffer.from("streamed"));
  await supported.send(new PutObjectCommand({ ...at("trailer"), Body: stream, ContentLength: 8 }));
  expect(await text("trailer")).toBe("streamed");
  const wrong = new PutObjectCommand({
    ...at("sum"),
    Body: "hello",
    ChecksumSHA256: Buffer.alloc(32).toString("base64"),
  });
  await expect(supported.send(wrong)).rejects.toMatchObject({ name: "BadDigest" });
  const md5 = new PutObjectCommand({ ...at("sum"), Body: "hello", ContentMD5: Buffer.alloc(16).toString("base64") });
  await expect(supported.send(md5)).rejects.toMatchObject({ name: "BadDigest" });
});

test("a body that is not what its signed hash says is refused", async () => {
  const { AwsClient } = await import("aws4fetch");
  const { accessKeyId, secretAccessKey } = root;
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region: "eu-west-2", service: "s3" });
  const { createHash } = await import("node:crypto");
  const headers = { "x-amz-content-sha256": createHash("sha256").update("hello").digest("hex") };
  const signed = await signer.sign(`${aws.endpoints.s3}/${BUCKET}/hash`, { method: "PUT", headers, body: "hello" });
  const send = (body: string) => fetch(signed.url, { method: "PUT", headers: signed.headers, body });
  expect(await codeOf(await send("other"))).toBe("400 XAmzContentSHA256Mismatch");
  expect(await codeOf(await send("hello"))).toBe("200 ok");
});

test("presigned GET: good as signed; every change, a wrong secret and a missing signature are refused", async () => {
  await put("doc");
  await put("secret");
  const sign = (as = client) => getSignedUrl(as, new GetObjectCommand(at("doc")), { expiresIn: 60 });
  const url = await sign();
  const changed = (change: (parts: URL) => void): string => {
    const parts = new URL(url);
    change(parts);
    return parts.href;
  };
  const set = (name: string, value: string) => changed(({ searchParams }) => searchParams.set(name, value));
  const attempts: Record<string, string> = {
    "as signed": url,
    "another key": url.replace("/doc?", "/secret?"),
    "another bucket": url.replace(`/${BUCKET}/`, "/other/"),
    "one digit of the signature": url.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    "no signature": changed(({ searchParams }) => searchParams.delete("X-Amz-Signature")),
    "no query": url.replace(/\?.*/, ""),
    "a longer life": set("X-Amz-Expires", "600"),
    "a life beyond a week": set("X-Amz-Expires", "604801"),
    "another date": set("X-Amz-Date", "20300101T000000Z"),
    "an added override": `${url}&response-content-type=text%2Fhtml`,
    "another algorithm": set("X-Amz-Algorithm", "none"),
    "fewer signed headers": set("X-Amz-SignedHeaders", ""),
    "an unknown key id": url.replace("AKIAROOT", "AKIANOBODY"),
    "a wrong secret": await sign(s3(aws, { ...root, secretAccessKey: "guess" })),
  };
  const outcomes: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await codeOf(await fetch(attempt));
  expect(outcomes).toEqual({
    "as signed": "200 ok",
    "another key": "403 SignatureDoesNotMatch",
    "another bucket": "403 SignatureDoesNotMatch",
    "one digit of the signature": "403 SignatureDoesNotMatch",
    "no signature": "400 AuthorizationHeaderMalformed",
    "no query": "403 AccessDenied",
    "a longer life": "403 SignatureDoesNotMatch",
    "a life beyond a week": "400 AuthorizationQueryParametersError",
    "another date": "400 AuthorizationHeaderMalformed",
    "an added override": "403 SignatureDoesNotMatch",
    "another algorithm": "400 AuthorizationHeaderMalformed",
    "fewer signed headers": "400 AuthorizationHeaderMalformed",
    "an unknown key id": "403 InvalidAccessKeyId",
    "a wrong secret": "403 SignatureDoesNotMatch",
  });
  expect(await codeOf(await fetch(url, { method: "DELETE" }))).toBe("403 SignatureDoesNotMatch");
});

test("a presigned URL lives exactly as long as it says, by the virtual clock", async () => {
  await put("doc");
  const url = await getSignedUrl(client, new GetObjectCommand(at("doc")), { expiresIn: 60 });
  advance(58_000);
  expect((await fetch(url)).status).toBe(200);
  advance(4_000);
  expect(await codeOf(await fetch(url))).toBe("403 AccessDenied");
});

test("signed overrides decide how a download is shown", async () => {
  await put("doc");
  const command = new GetObjectCommand({
    ...at("doc"),
    ResponseContentDisposition: 'attachment; filename="invoice.pdf"',
    ResponseContentType: "application/pdf",
  });
  const { headers } = await fetch(await getSignedUrl(client, command, { expiresIn: 60 }));
  expect(headers.get("content-disposition")).toBe('attachment; filename="invoice.pdf"');
  expect(headers.get("content-type")).toBe("application/pdf");
});

test("presigned PUT holds the sender to the signed type and length, and lets no unsigned x-amz header in", async () => {
  const command = new PutObjectCommand({ ...at("up"), ContentType: "application/pdf", ContentLength: 5 });
  const url = await getSignedUrl(client, command, {
    expiresIn: 60,
    signableHeaders: new Set(["content-type", "content-length"]),
  });
  const send = async (type: string, body: string, more: Record<string, string> = {}) =>
    codeOf(await fetch(url, { method: "PUT", body, headers: { "content-type": type, ...more } }));
  expect(await send("text/html", "hello")).toBe("403 SignatureDoesNotMatch");
  expect(await send("application/pdf", "hello world")).toBe("403 SignatureDoesNotMatch");
  expect(await send("application/pdf", "hello", { "x-amz-meta-client": "x" })).toBe("403 AccessDenied");
  expect(await send("application/pdf", "hello")).toBe("200 ok");
});

test("CORS: a known origin may preflight and call, another gets neither leave nor headers", async () => {
  await put("doc");
  const url = await getSignedUrl(client, new GetObjectCommand(at("doc")), { expiresIn: 60 });
  const preflight = (origin: string, method: string) =>
    fetch(url, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": method, "access-control-request-headers": "content-type" },
    });
  for (const method of ["GET", "HEAD", "PUT", "POST"]) {
    const { status, headers } = await preflight("http://app.test", method);
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, "http://app.test"]);
    expect(headers.get("access-control-allow-headers")).toBe("content-type");
  }
  expect(await codeOf(await preflight("http://app.test", "DELETE"))).toBe("403 AccessForbidden");
  expect(await codeOf(await preflight("http://evil.test", "GET"))).toBe("403 AccessForbidden");

  const call = async (origin: string) => (await fetch(url, { headers: { origin } })).headers;
  expect((await call("http://app.test")).get("access-control-expose-headers")).toBe("ETag");
  expect((await call("http://evil.test")).get("access-control-allow-origin")).toBeNull();
});

test("CORS headers are also on refusals, so that a browser can tell them from a network fault", async () => {
  const answer = await fetch(`${aws.endpoints.s3}/${BUCKET}/doc`, { headers: { origin: "http://app.test" } });
  expect(answer.status).toBe(403);
  expect(answer.headers.get("access-control-allow-origin")).toBe("http://app.test");
});
