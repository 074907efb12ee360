/** The embedded AWS: DynamoDB, SQS, S3 and SSM in this process, each behind a gate that checks signatures and grants. */
import type { AwsPlan, Principal } from "./plan.ts";

export type * from "./plan.ts";

export type AwsOptions = {
  /** DynamoDB, SQS and S3 live below it and survive kill -9. The caller holds its lock (`data-lock.ts`). */
  dataDir: string;
  plan: AwsPlan;
  principals: Principal[];
  /** SSM SecureString parameters by full name. */
  secrets: Record<string, string>;
  /** Browser origins that S3's CORS rules allow. */
  origins: string[];
  /** 0 or absent means any free port. */
  ports?: { dynamodb?: number; sqs?: number; s3?: number; ssm?: number };
  log?: (line: string) => void;
};

export type Endpoints = { dynamodb: string; sqs: string; s3: string; ssm: string };

export type QueueDepth = { name: string; visible: number; inFlight: number; delayed: number };

export type EmbeddedAws = {
  endpoints: Endpoints;
  /** The URL of a planned queue; throws for an unknown name. */
  queueUrl(name: string): string;
  /** Message counts of every queue, right at this (virtual) instant. */
  depth(): Promise<QueueDepth[]>;
  /** Deletes every expired item now; answers how many. A sweep also runs once a minute by itself. */
  sweepTtl(): Promise<number>;
  /** Stops accepting, finishes what runs, closes the stores. */
  close(): Promise<void>;
};
