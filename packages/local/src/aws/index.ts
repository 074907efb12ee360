/** The embedded AWS: DynamoDB, SQS, S3 and SSM in this process, each behind a gate that checks signatures and grants. */
import { join } from "node:path";
import { dynamodbService, openDynamoDb } from "./dynamodb/server.ts";
import { jsonHandler } from "./gate/json-service.ts";
import { principalsOf } from "./gate/principal.ts";
import { serve } from "./gate/serve.ts";
import type { Handler } from "./gate/serve.ts";
import type { AwsPlan, Principal } from "./plan.ts";
import { openS3 } from "./s3/server.ts";
import { selfTest } from "./self-test.ts";
import { pathOf } from "./sqs/queue.ts";
import { openSqs, sqsService } from "./sqs/server.ts";
import type { Depth } from "./sqs/server.ts";
import { ssmService } from "./ssm/server.ts";

export type * from "./plan.ts";
export { DataDamaged, PortInUse, SelfTestFailed } from "./error.ts";

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

export type EmbeddedAws = {
  endpoints: Endpoints;
  /** The URL of a planned queue; throws for an unknown name. */
  queueUrl(name: string): string;
  /** Message counts of every planned queue, right at this (virtual) instant. */
  depth(): Promise<Depth[]>;
  /** Deletes every expired item now; answers how many. A sweep also runs once a minute by itself. */
  sweepTtl(): Promise<number>;
  /** Stops accepting, finishes what runs, closes the stores. */
  close(): Promise<void>;
};

const TTL_SWEEP_MS = 60_000;

/**
 * Opens the data folder, brings it to the plan, tests itself and listens on 127.0.0.1.
 * Throws `DataDamaged`, `PortInUse` or `SelfTestFailed`, each with a one-line message, and then leaves nothing open.
 */
export async function startAws(options: AwsOptions): Promise<EmbeddedAws> {
  const { dataDir, plan, ports = {}, log = () => undefined } = options;
  const principals = principalsOf(options.principals);
  const undo: (() => Promise<unknown> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };

  try {
    await selfTest();
    const dynamodb = await openDynamoDb(join(dataDir, "dynamodb"), plan.tables);
    undo.push(() => dynamodb.close());
    const sqs = openSqs(join(dataDir, "sqs"), plan.queues);
    undo.push(() => sqs.close());
    const bucketNames = plan.buckets.map(({ name }) => name);
    const s3 = openS3(join(dataDir, "s3"), bucketNames, principals, options.origins);
    undo.push(() => s3.close());

    const endpoints: Endpoints = { dynamodb: "", sqs: "", s3: "", ssm: "" };
    const listen = async (name: keyof Endpoints, handler: Handler): Promise<void> => {
      const served = await serve(name, handler, ports[name] ?? 0, log);
      undo.push(() => served.close());
      endpoints[name] = served.url;
    };
    await listen("dynamodb", jsonHandler(dynamodbService(dynamodb), principals));
    await listen(
      "sqs",
      jsonHandler(
        sqsService(sqs, () => endpoints.sqs),
        principals,
      ),
    );
    await listen("s3", s3.handler);
    await listen("ssm", jsonHandler(ssmService(options.secrets), principals));
    undo.push(() => sqs.wake());

    const sweeper = setInterval(() => {
      dynamodb.sweep().catch((error: unknown) => log(`dynamodb: sweep failed: ${String(error)}`));
    }, TTL_SWEEP_MS);
    sweeper.unref();
    undo.push(() => clearInterval(sweeper));

    const names = new Set(plan.queues.map(({ name }) => name));
    return {
      endpoints,
      queueUrl: (name) => {
        if (!names.has(name)) throw new Error(`no queue ${name} in the plan`);
        return endpoints.sqs + pathOf(name);
      },
      depth: async () => sqs.depth(),
      sweepTtl: () => dynamodb.sweep(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
