/**
 * Proves a configured bucket end to end, as the product uses it: create, put and read, privacy, links, CORS, the upload form's
 * policy, delete. For `npm run storage:check`; F49's errors each come with what to do.
 */
import { randomUUID } from "node:crypto";
import { CreateBucketCommand, PutBucketLifecycleConfigurationCommand } from "@aws-sdk/client-s3";
import { ProviderError } from "../../lib/provider/error.ts";
import { storage } from "./client.ts";
import { calling } from "./failure.ts";
import { checkBucket, deleteFromS3, getSignedUrl, headObject, presignUpload, readFromS3, uploadToS3 } from "./index.ts";

export interface CheckOptions {
  /** The product's origin, which browsers upload from. */
  origin: string;
  /** Make the bucket first, and let unfinished uploads end after a day. */
  create: boolean;
}

export interface CheckedStep {
  name: string;
  /** Null when it holds; otherwise what is wrong and what to do. Never holds a key or a link. */
  problem: string | null;
}

const REMEDIES: Record<string, string> = {
  NoSuchBucket: "there is no such bucket: set S3_BUCKET_NAME to one that exists, or run this with --create",
  NotFound: "there is no such bucket: set S3_BUCKET_NAME to one that exists, or run this with --create",
  AccessDenied: "these keys may not do this: give them read, write, delete and list on the bucket",
  InvalidAccessKeyId: "the endpoint does not know this key: check S3_ACCESS_KEY_ID",
  SignatureDoesNotMatch: "the key and its secret do not belong together: check S3_SECRET_ACCESS_KEY",
  NoSuchKey: "what was stored is not there: is another service answering at S3_ENDPOINT?",
};

const problemOf = (error: unknown): string => {
  if (!(error instanceof ProviderError)) return error instanceof Error ? error.message : "failed";
  const code = error.details.providerCode;
  if (code !== undefined && REMEDIES[code]) return REMEDIES[code];
  if (error.kind === "unavailable") return "no answer: check S3_ENDPOINT, and that the storage is running";
  return `the storage refused (${error.details.status ?? "no status"})`;
};

class Wrong extends Error {}

/** Throws the words when something that must hold does not. */
function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Wrong(otherwise);
}

const TIMEOUT_MS = 10_000;
const PDF = "application/pdf";
const LIMIT_BYTES = 64;
const status = async (url: string, init?: RequestInit): Promise<number> =>
  (await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) })).status;

/** Every step in order; after one that fails the rest are not tried. What was stored is removed again. */
export async function checkStorage({ origin, create }: CheckOptions): Promise<CheckedStep[]> {
  const key = `incoming/storage-check/${randomUUID()}`;
  const body = new TextEncoder().encode("storage check");
  const done: CheckedStep[] = [];
  const steps: [name: string, run: () => Promise<void>][] = [
    ...(create ? [["bucket is made", makeBucket] as [string, () => Promise<void>]] : []),
    ["bucket answers", () => checkBucket()],
    [
      "stores, and gives back what it was given",
      async () => {
        await uploadToS3({ key, body, contentType: "text/plain" });
        must(Buffer.from((await readFromS3(key)) ?? []).equals(body), "what came back is not what was stored");
      },
    ],
    ["is private, and its links cannot be changed", () => links(key)],
    ["lets a browser of the product upload and read (CORS)", () => cors(key, origin)],
    ["takes an upload form, within its length and type alone", () => form(`${key}-form`)],
    [
      "removes",
      async () => {
        await deleteFromS3(key);
        must((await headObject(key)) === null, "it is still there");
      },
    ],
  ];
  for (const [name, run] of steps) {
    const problem = await run().then(() => null, problemOf);
    done.push({ name, problem });
    if (problem !== null) break;
  }
  await Promise.allSettled([deleteFromS3(key), deleteFromS3(`${key}-form`)]);
  return done;
}

const MADE = new Set(["BucketAlreadyOwnedByYou", "BucketAlreadyExists"]);

async function makeBucket(): Promise<void> {
  const { client, bucket } = storage();
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    if (error instanceof Error && MADE.has(error.name)) return;
    return calling(() => Promise.reject(error as Error));
  });
  await calling(() =>
    client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: "incoming", Status: "Enabled", Filter: { Prefix: "incoming/" }, Expiration: { Days: 1 } }],
        },
      }),
    ),
  );
}

async function links(key: string): Promise<void> {
  const link = await getSignedUrl(key, 60);
  must((await status(link)) === 200, "a link does not open");
  must((await status(link.split("?")[0] ?? "")) >= 400, "anybody can read it: make the bucket private");
  const changed = link.replace(/Signature=..../, "Signature=0000");
  must((await status(changed)) >= 400, "a changed link opens too: signatures are not checked");
}

async function cors(key: string, origin: string): Promise<void> {
  const { url } = await presignUpload({ key, contentType: PDF, expiresInS: 60 });
  const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
  const answer = await fetch(url, { method: "OPTIONS", headers: asked, signal: AbortSignal.timeout(TIMEOUT_MS) });
  must(answer.ok && lets(answer, origin), `allow ${origin} to POST in the bucket's CORS rules`);
  // Pages cut what was read out of a picture that they fetch by its link.
  const read = await fetch(await getSignedUrl(key, 60), {
    headers: { origin },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  must(lets(read, origin), `allow ${origin} to GET in the bucket's CORS rules`);
}

function lets({ headers }: Response, origin: string): boolean {
  const allowed = headers.get("access-control-allow-origin");
  return allowed === origin || allowed === "*";
}

async function form(key: string): Promise<void> {
  const { url, fields } = await presignUpload({ key, contentType: PDF, maxBytes: LIMIT_BYTES, expiresInS: 60 });
  const post = (bytes: number, change: Record<string, string> = {}): Promise<number> => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...change })) data.set(name, value);
    data.set("file", new Blob([new Uint8Array(bytes)]), "check.pdf");
    return status(url, { method: "POST", body: data });
  };
  must((await post(LIMIT_BYTES)) < 300, "an upload within the policy is refused");
  must((await post(LIMIT_BYTES + 1)) >= 400, "an upload that is too long is taken");
  must((await post(0)) >= 400, "an empty upload is taken");
  must((await post(8, { "Content-Type": "text/html" })) >= 400, "an upload of another type is taken");
  must((await post(8, { key: `${key}-other` })) >= 400, "an upload under another key is taken");
}
