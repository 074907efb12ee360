/** What the reader answers: the shapes the local runtime, the IAM gate and the checks code against. */

/** Anything that JSON can hold. Templates are data from CDK: read defensively, never cast through. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface TemplateResource {
  Type: string;
  Properties?: JsonObject;
  DependsOn?: Json;
  DeletionPolicy?: string;
  Metadata?: JsonObject;
}

export interface StackTemplate {
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, JsonObject>;
}

/** An application function and its source: the template itself only knows the bundle. */
export interface FunctionSource {
  stack: string;
  logicalId: string;
  /** `packages/functions/src/auth/index.handler`: file without extension, dot, export. */
  handler: string;
}

/** One synthesis: plain JSON, so that it can be cached. */
export interface Assembly {
  app: string;
  stage: string;
  /** By stack name, in deploy order. */
  stacks: Record<string, StackTemplate>;
  functions: FunctionSource[];
}

/** One resource of one stack. */
export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  props: JsonObject;
  deletionPolicy: string | undefined;
}

export interface AppFunction {
  /** Short and stable: the row in `functions.ts` (`email-worker`). */
  name: string;
  /** The deployed name, `<stage>-practice-hub-<name>`. */
  functionName: string;
  arn: string;
  /** Source file without extension, from the repository's root: `packages/functions/src/worker/email`. */
  file: string;
  /** The export that is called: `handler`. */
  exportName: string;
  env: Record<string, string>;
  timeoutS: number;
  memoryMb: number;
  runtime: string;
  architecture: string;
  /** Most concurrent executions reserved for it; undefined = the account's pool. */
  reservedConcurrency: number | undefined;
  /** Days its log group keeps a line; undefined = for ever. */
  logRetentionDays: number | undefined;
  /** Names of the secrets it lists in SECRET_NAMES. */
  secrets: string[];
  resource: Resource;
}

export interface KeyDefinition {
  hash: string;
  range?: string;
}

export interface Table {
  /** Short name: `data`. */
  name: string;
  tableName: string;
  arn: string;
  key: KeyDefinition;
  attributes: Record<string, "S" | "N" | "B">;
  indexes: { name: string; arn: string; key: KeyDefinition; projection: "ALL" | "KEYS_ONLY" | { include: string[] } }[];
  /** The attribute with the expiry in epoch seconds. */
  ttlAttribute: string | undefined;
  pointInTimeRecovery: boolean;
  deletionProtection: boolean;
  retained: boolean;
  resource: Resource;
}

export interface Queue {
  /** Short name: `email`, `email-dlq`. */
  name: string;
  queueName: string;
  arn: string;
  url: string;
  /** The variable functions read its URL from: `QUEUE_EMAIL_URL`. Undefined for a dead-letter queue. */
  urlVariable: string | undefined;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  visibilityTimeoutS: number;
  delayS: number;
  retentionS: number;
  receiveWaitS: number;
  /** `deadLetterQueue` is a deployed queue name. */
  redrive: { deadLetterQueue: string; maxReceiveCount: number } | undefined;
  isDeadLetterQueue: boolean;
  resource: Resource;
}

interface CorsRule {
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders: string[];
  exposedHeaders: string[];
  maxAgeS: number | undefined;
}

export interface Bucket {
  /** Short name: `files`. */
  name: string;
  bucketName: string;
  arn: string;
  cors: CorsRule[];
  versioned: boolean;
  private: boolean;
  tlsOnly: boolean;
  lifecycle: {
    prefix: string;
    expireAfterDays: number | undefined;
    expireNoncurrentAfterDays: number | undefined;
    abortUploadAfterDays: number | undefined;
  }[];
  resource: Resource;
}

export interface Route {
  /** `POST /api/webhooks/{provider}`, as API Gateway writes it. */
  key: string;
  method: string;
  path: string;
  payloadFormat: string;
  fn: AppFunction;
  /** Requests a second and at once, for this route. */
  throttle: { rate: number; burst: number } | undefined;
  resource: Resource;
}

export interface Consumer {
  queue: Queue;
  fn: AppFunction;
  batchSize: number;
  /** Seconds to gather a fuller batch. */
  windowS: number;
  /** ReportBatchItemFailures: what the worker names stays, the rest is deleted. */
  partial: boolean;
  maxConcurrency: number | undefined;
  resource: Resource;
}

export interface Schedule {
  /** Short and stable: `sweep`. */
  name: string;
  /** `rate(5 minutes)` or `cron(…)`. */
  expression: string;
  timezone: string;
  enabled: boolean;
  /** Tries after a failed one. */
  retries: number;
  maxEventAgeS: number | undefined;
  /** The event, or undefined when the template gives none. */
  input: Json | undefined;
  fn: AppFunction;
  resource: Resource;
}

export interface Alarm {
  name: string;
  metric: string;
  /** The queue it watches, when it watches one. */
  queue: Queue | undefined;
  /** It tells somebody. */
  notifies: boolean;
  resource: Resource;
}

export interface Site {
  /** Response headers that CloudFront adds to every answer of the site, in lower case. */
  headers: [string, string][];
  /** Source of the viewer-request function: `function handler(event) {…}` answering the request. */
  rewriteCode: string;
  /** Path patterns that go to the HTTP API, with their own headers: `api/*`. */
  apiPaths: string[];
  apiHeaders: [string, string][];
}

/** What the embedded AWS creates; `urlVariable` says where functions expect a queue's URL. */
export interface AwsPlan {
  tables: {
    name: string;
    attributes: Record<string, "S" | "N" | "B">;
    key: KeyDefinition;
    indexes: { name: string; key: KeyDefinition; projection: "ALL" | "KEYS_ONLY" | { include: string[] } }[];
    ttlAttribute?: string;
  }[];
  queues: {
    name: string;
    urlVariable?: string;
    visibilityTimeout: number;
    delay: number;
    retention: number;
    receiveWait: number;
    fifo: boolean;
    contentBasedDeduplication: boolean;
    redrive?: { deadLetterQueue: string; maxReceiveCount: number };
  }[];
  buckets: { name: string; cors: CorsRule[] }[];
}
