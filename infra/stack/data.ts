/** What must survive: the single table, the files and the messages under way. */
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { BlockPublicAccess, BucketEncryption, HttpMethods, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Bucket as PlainBucket } from "aws-cdk-lib/aws-s3";
import { QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Bucket, Queue, Table, type StackContext } from "sst/constructs";
import { FUNCTION_ROWS, FUNCTIONS } from "../functions.ts";
import { QUEUE_NAMES, type QueueRow, QUEUES, VISIBILITY_PER_TIMEOUT, type QueueName } from "../queues.ts";
import { settings } from "../settings.ts";

export function Data({ stack, app }: StackContext) {
  const { protect, domain } = settings(app.stage);
  const removalPolicy = protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

  const index = (n: number) => ({ partitionKey: `gsi${n}pk`, sortKey: `gsi${n}sk` });
  const table = new Table(stack, "data", {
    fields: {
      pk: "string",
      sk: "string",
      gsi1pk: "string",
      gsi1sk: "string",
      gsi2pk: "string",
      gsi2sk: "string",
      gsi3pk: "string",
      gsi3sk: "string",
    },
    primaryIndex: { partitionKey: "pk", sortKey: "sk" },
    globalIndexes: { gsi1: index(1), gsi2: index(2), gsi3: index(3) },
    timeToLiveAttribute: "ttl",
    cdk: {
      table: {
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        // SST sets the older spelling, and CDK refuses both at once.
        pointInTimeRecovery: undefined as never,
        deletionProtection: protect,
        removalPolicy,
      },
    },
  });

  const closed = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy,
  };
  const bucketName = (id: string) => `${app.logicalPrefixedName(id)}-${stack.account}`;
  const accessLog = new PlainBucket(stack, "AccessLog", {
    ...closed,
    bucketName: bucketName("access-log"),
    lifecycleRules: [{ id: "forget", expiration: Duration.days(90) }],
  });
  const files = new Bucket(stack, "files", {
    name: bucketName("files"),
    cdk: {
      bucket: {
        ...closed,
        versioned: true,
        serverAccessLogsBucket: accessLog,
        serverAccessLogsPrefix: "files/",
        lifecycleRules: [
          // What was uploaded and never completed, and what was taken back.
          {
            id: "incoming",
            prefix: "incoming/",
            expiration: Duration.days(1),
            noncurrentVersionExpiration: Duration.days(1),
          },
          { id: "upload", abortIncompleteMultipartUploadAfter: Duration.days(1) },
          { id: "replaced", noncurrentVersionExpiration: Duration.days(30) },
        ],
        // Browsers upload by presigned POST; the signature decides, the origin only keeps other pages out.
        cors: [
          {
            allowedOrigins: domain ? [`https://${domain}`] : ["https://*.cloudfront.net"],
            allowedMethods: [HttpMethods.POST, HttpMethods.GET],
            allowedHeaders: ["content-type"],
            exposedHeaders: ["etag"],
            maxAge: 3000,
          },
        ],
      },
    },
  });

  const queue = (name: QueueName) => {
    const row: QueueRow = QUEUES[name];
    const order = row.fifo ? { fifo: true } : {};
    const closedQueue = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    const dead = new Queue(stack, `${name}-dlq`, {
      cdk: {
        queue: {
          ...closedQueue,
          ...order,
          ...(row.deliveries ? {} : { visibilityTimeout: Duration.seconds(buryingS * VISIBILITY_PER_TIMEOUT) }),
          retentionPeriod: Duration.days(14),
        },
      },
    });
    const work = new Queue(stack, name, {
      cdk: {
        queue: {
          ...closedQueue,
          ...order,
          visibilityTimeout: Duration.seconds(workerTimeoutS(name) * VISIBILITY_PER_TIMEOUT),
          retentionPeriod: Duration.days(row.retentionDays),
          deadLetterQueue: { queue: dead.cdk.queue, maxReceiveCount: row.maxReceiveCount },
        },
      },
    });
    return { work: work.cdk.queue, dead: dead.cdk.queue };
  };
  const queues = new Map(QUEUE_NAMES.map((name) => [name, queue(name)]));

  return {
    table: table.cdk.table,
    files: files.cdk.bucket,
    /** The two queues of one row; throws for a name that has none. */
    queue: (name: QueueName) => {
      const found = queues.get(name);
      if (!found) throw new Error(`infra: no queue "${name}"`);
      return found;
    },
  };
}

const buryingS = FUNCTIONS["dead-letter-worker"].timeoutS;

/** The longest timeout among the functions that read the queue. */
function workerTimeoutS(name: QueueName): number {
  const readers = FUNCTION_ROWS.filter(([, row]) => "queue" in row.trigger && row.trigger.queue === name);
  if (readers.length === 0) throw new Error(`infra: nothing reads the queue "${name}"`);
  return Math.max(...readers.map(([, row]) => row.timeoutS));
}
