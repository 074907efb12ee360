/**
 * One S3 client for AWS S3, Hetzner Object Storage and MinIO, by the reference's variables (R6). Without `S3_ENDPOINT` it is
 * AWS with the function's own role; with it, the endpoint's keys are `S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`.
 */
import { S3Client } from "@aws-sdk/client-s3";
import * as z from "zod";
import { baseUrl, readConfig } from "../../lib/config.ts";

const SHAPE = {
  S3_BUCKET_NAME: z.string().min(3).max(63),
  S3_REGION: z.string().optional(),
  S3_ENDPOINT: baseUrl().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
};

/** Another endpoint than AWS's does not know our role: half a configuration must not end at AWS. */
const KEYS = { S3_ACCESS_KEY_ID: z.string(), S3_SECRET_ACCESS_KEY: z.string() };

export interface Storage {
  client: S3Client;
  bucket: string;
}

let cached: { source: string; storage: Storage } | undefined;

/** The configured bucket and its client; made once per configuration. */
export function storage(): Storage {
  const source = Object.keys(SHAPE)
    .map((name) => process.env[name])
    .join("|");
  if (cached?.source === source) return cached.storage;
  const config = readConfig(SHAPE);
  if (config.S3_ENDPOINT) readConfig(KEYS);
  const own =
    config.S3_ENDPOINT && config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
      ? {
          endpoint: config.S3_ENDPOINT,
          forcePathStyle: true,
          credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
        }
      : {};
  const client = new S3Client({
    ...(config.S3_REGION ? { region: config.S3_REGION } : {}),
    ...own,
    maxAttempts: 3,
    // The default adds a CRC of an *empty* body to presigned uploads, which every real upload then fails.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { requestTimeout: 15_000, connectionTimeout: 2000 },
  });
  cached = { source, storage: { client, bucket: config.S3_BUCKET_NAME } };
  return cached.storage;
}
