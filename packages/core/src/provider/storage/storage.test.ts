import { expect, it } from "vitest";
import { newId } from "../../lib/id.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { checkBucket, deleteFromS3, getSignedUrl, headObject, presignUpload, readFromS3, uploadToS3 } from "./index.ts";

const key = () => `t/${newId("firm")}/client/${newId("doc")}`;
const bytes = (text: string) => new TextEncoder().encode(text);

async function post(
  form: { url: string; fields: Record<string, string> },
  body: Uint8Array<ArrayBuffer>,
  change: Record<string, string> = {},
): Promise<number> {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...form.fields, ...change })) data.set(name, value);
  data.set("file", new Blob([body]), "upload.bin");
  return (await fetch(form.url, { method: "POST", body: data })).status;
}
const upload = (at: string, maxBytes = 100) =>
  presignUpload({ key: at, contentType: "application/pdf", maxBytes, expiresInS: 60 });

it("keeps what it is given, and forgets what it is told to", async () => {
  const at = key();
  await uploadToS3({ key: at, body: bytes("hello £"), contentType: "text/plain" });
  expect(await headObject(at)).toEqual({ sizeBytes: 8, contentType: "text/plain" });
  expect(new TextDecoder().decode((await readFromS3(at)) ?? undefined)).toBe("hello £");
  await deleteFromS3(at);
  await deleteFromS3(at);
  expect(await headObject(at)).toBeNull();
  expect(await readFromS3(at)).toBeNull();
});

it("refuses to read an object beyond the bound", async () => {
  const at = key();
  await uploadToS3({ key: at, body: new Uint8Array(101), contentType: "text/plain" });
  await expect(readFromS3(at, 100)).rejects.toThrow(ProviderError);
});

it("makes links that work, download under the given name, and are refused when changed", async () => {
  const at = key();
  await uploadToS3({ key: at, body: bytes("secret"), contentType: "text/plain" });
  const link = await getSignedUrl(at, 60, { fileName: "Año £.pdf", contentType: "application/pdf" });
  const answer = await fetch(link);
  expect([answer.status, await answer.text(), answer.headers.get("content-type")]).toEqual([
    200,
    "secret",
    "application/pdf",
  ]);
  expect(answer.headers.get("content-disposition")).toContain("attachment; filename*=UTF-8''A%C3%B1o%20%C2%A3.pdf");
  for (const changed of [
    link.replace(/Signature=..../, "Signature=0000"),
    link.replace(at, key()),
    link.replace(/Expires=60/, "Expires=3600"),
    link.split("?")[0] ?? "",
  ])
    expect((await fetch(changed)).status).toBe(403);
});

it("refuses a link of no or more than an hour's life", async () => {
  for (const life of [0, -1, 3601, 1.5]) await expect(getSignedUrl("k", life)).rejects.toThrow(RangeError);
});

it("lets a browser upload exactly what was allowed", async () => {
  const at = key();
  expect(await post(await upload(at), bytes("%PDF-1.7"))).toBeLessThan(300);
  expect(await headObject(at)).toEqual({ sizeBytes: 8, contentType: "application/pdf" });
});

it("has the server refuse an upload that is empty, too long, of another type or to another key", async () => {
  const at = key();
  const form = await upload(at);
  expect(await post(form, new Uint8Array(0))).toBe(400);
  expect(await post(form, new Uint8Array(101))).toBe(400);
  expect(await post(form, bytes("x"), { "Content-Type": "text/html" })).toBe(403);
  expect(await post(form, bytes("x"), { key: key() })).toBe(403);
  const policy = Buffer.from(form.fields.Policy ?? "", "base64")
    .toString()
    .replace("100]", "999]");
  expect(await post(form, new Uint8Array(101), { Policy: Buffer.from(policy).toString("base64") })).toBe(403);
  expect(await headObject(at)).toBeNull();
});

it("tells a bucket that is not there from one that answers", async () => {
  await checkBucket();
  const bucket = process.env.S3_BUCKET_NAME;
  process.env.S3_BUCKET_NAME = "no-such-bucket-here";
  await expect(checkBucket()).rejects.toMatchObject({ name: "ProviderError" });
  process.env.S3_BUCKET_NAME = bucket;
});
