/** An embedded AWS of a test file's own, in a folder of its own, with SDK clients for any of its principals. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { startAws } from "../index.ts";
import type { AwsOptions, AwsPlan, EmbeddedAws, Principal } from "../index.ts";

export const TABLE = "hub";
export const BUCKET = "documents";

export const PLAN: AwsPlan = {
  tables: [
    {
      name: TABLE,
      key: { hash: "pk", range: "sk" },
      indexes: ["gsi1", "gsi2"].map((name) => ({ name, key: { hash: `${name}pk`, range: `${name}sk` } })),
      ttlAttribute: "ttl",
    },
  ],
  queues: [
    { name: "email", visibilityTimeout: 30, redrive: { deadLetterQueue: "email-dlq", maxReceiveCount: 2 } },
    { name: "email-dlq", retention: 14 * 24 * 3600 },
    { name: "lane.fifo", fifo: true, contentBasedDeduplication: true },
  ],
  buckets: [{ name: BUCKET }, { name: "other" }],
};

/** A principal whose every question is answered by `may`; its key is its name in capitals. */
export const principal = (name: string, may: Principal["may"]): Principal => ({
  name,
  accessKeyId: `AKIA${name.toUpperCase()}`,
  secretAccessKey: `secret of ${name}`,
  may,
});

export const root = principal("root", () => true);

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), "practice-hub-aws-"));
export const removeDataDir = (dir: string): void => rmSync(dir, { recursive: true, force: true });

export const start = (dataDir: string, options: Partial<AwsOptions> = {}): Promise<EmbeddedAws> =>
  startAws({ dataDir, plan: PLAN, principals: [root], secrets: {}, origins: ["http://app.test"], ...options });

type Key = { accessKeyId: string; secretAccessKey: string };

const common = (endpoint: string, { accessKeyId, secretAccessKey }: Key) => ({
  endpoint,
  region: "eu-west-2",
  credentials: { accessKeyId, secretAccessKey },
  maxAttempts: 1,
});

export const dynamodb = (aws: EmbeddedAws, as: Key = root): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(common(aws.endpoints.dynamodb, as)));
export const sqs = (aws: EmbeddedAws, as: Key = root): SQSClient => new SQSClient(common(aws.endpoints.sqs, as));
export const s3 = (aws: EmbeddedAws, as: Key = root): S3Client =>
  new S3Client({ ...common(aws.endpoints.s3, as), requestChecksumCalculation: "WHEN_REQUIRED" });
