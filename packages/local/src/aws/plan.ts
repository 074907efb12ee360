/**
 * What the embedded AWS is asked to create: small structural types, filled by the runtime from infra's synthesized
 * templates and by tests by hand. Nothing here knows about CDK or SST.
 */

/** Attribute types that a key may have in DynamoDB. */
type KeyType = "S" | "N" | "B";

/** A hash key and, if there is one, a range key. */
export type KeyPlan = { hash: string; range?: string };

/** One table, pay per request, with its global secondary indexes (all attributes projected unless said otherwise). */
export type TablePlan = {
  name: string;
  /** Type of every attribute used by a key; an attribute not named here is a string. */
  attributes?: Record<string, KeyType>;
  key: KeyPlan;
  indexes?: { name: string; key: KeyPlan; projection?: "ALL" | "KEYS_ONLY" | { include: string[] } }[];
  /** The attribute that holds the expiry in epoch seconds. */
  ttlAttribute?: string;
};

/** One queue; durations are in seconds, as in SQS itself. A FIFO queue's name ends in `.fifo`. */
export type QueuePlan = {
  name: string;
  visibilityTimeout?: number;
  delay?: number;
  retention?: number;
  receiveWait?: number;
  fifo?: boolean;
  contentBasedDeduplication?: boolean;
  /** Name of the dead-letter queue (must be in the plan too) and after how many receives a message goes there. */
  redrive?: { deadLetterQueue: string; maxReceiveCount: number };
};

type BucketPlan = { name: string };

export type AwsPlan = { tables: TablePlan[]; queues: QueuePlan[]; buckets: BucketPlan[] };

/**
 * Somebody with an access key. `may` is asked once for each action and resource that a request touches, for example
 * `may("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-2:000000000000:table/hub")`.
 */
export type Principal = {
  name: string;
  accessKeyId: string;
  secretAccessKey: string;
  may(action: string, arn: string): boolean;
};
