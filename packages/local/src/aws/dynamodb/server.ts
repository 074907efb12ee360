/** DynamoDB: the store on disk (or in memory) and its operations by name. */
import { AwsError } from "../gate/aws-error.ts";
import { DataDamaged } from "../error.ts";
import type { JsonBody, JsonService } from "../gate/json-service.ts";
import { ACCOUNT, REGION } from "../place.ts";
import type { TablePlan } from "../plan.ts";
import { dynamodbActions } from "./action.ts";
import { dynalite, isStock, parseRequest, runStock, tableOf } from "./dynalite.ts";
import type { Store } from "./dynalite.ts";
import { setTtlAttribute, ttlAttribute } from "./expiry.ts";
import { readDirectly } from "./read.ts";
import { sweepExpired } from "./sweep.ts";
import { ensureTable, TableKeyChanged } from "./table.ts";
import { forgetTokens } from "./token.ts";
import { transactGet, transactWrite } from "./transaction.ts";
import { writeBatch, writeItem } from "./write.ts";

/** How requests reach it. */
export const dynamodbService = (dynamodb: DynamoDb): JsonService => ({
  name: "dynamodb",
  contentType: "application/x-amz-json-1.0",
  namespace: "com.amazonaws.dynamodb.v20120810",
  actions: dynamodbActions,
  run: dynamodb.run,
});

export type DynamoDb = {
  run: (operation: string, body: JsonBody) => Promise<object>;
  /** Deletes expired items; answers how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
};

/** Opens the store below `dir` (undefined: in memory, for the self-test) and brings its tables to the plan. */
export async function openDynamoDb(dir: string | undefined, tables: TablePlan[]): Promise<DynamoDb> {
  const noDelay = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const store = dynalite.create({ ...noDelay, ...(dir === undefined ? {} : { path: dir }) });
  // Dynalite takes these from the environment of the process, which is not the functions' environment.
  store.tableDb.awsRegion = REGION;
  store.tableDb.awsAccountId = ACCOUNT;
  try {
    await store.db.open();
    readDirectly(store.db);
    for (const plan of tables) await ensureTable(store, plan);
  } catch (error) {
    await store.db.close().catch(() => undefined);
    if (dir === undefined) throw error;
    throw new DataDamaged(dir, error instanceof TableKeyChanged ? error.message : reasonOf(error), error);
  }
  return {
    run: (operation, body) => run(store, operation, body),
    sweep: async () => {
      await forgetTokens(store);
      return sweepExpired(store, Math.floor(Date.now() / 1000));
    },
    close: () => store.db.close(),
  };
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
};

async function run(store: Store, operation: string, body: JsonBody): Promise<object> {
  switch (operation) {
    case "PutItem":
    case "UpdateItem":
    case "DeleteItem":
      return writeItem(store, operation, body);
    case "BatchWriteItem":
      return writeBatch(store, body);
    case "TransactWriteItems":
      return transactWrite(store, body);
    case "TransactGetItems":
      return transactGet(store, body);
    case "UpdateTimeToLive":
      return updateTimeToLive(store, body);
    case "DescribeTimeToLive": {
      const name = String(body["TableName"]);
      await tableOf(store, name);
      const attribute = await ttlAttribute(store, name);
      return {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: "DISABLED" }
            : { TimeToLiveStatus: "ENABLED", AttributeName: attribute },
      };
    }
    default:
      if (!isStock(operation)) throw new AwsError(400, "UnknownOperationException", `Unknown operation ${operation}`);
      return runStock(store, operation, parseRequest(store, operation, body));
  }
}

async function updateTimeToLive(store: Store, body: JsonBody): Promise<object> {
  const name = String(body["TableName"]);
  const specification = body["TimeToLiveSpecification"] as { Enabled?: boolean; AttributeName?: string } | undefined;
  if (typeof specification?.AttributeName !== "string" || typeof specification.Enabled !== "boolean")
    throw new AwsError(400, "ValidationException", "TimeToLiveSpecification needs AttributeName and Enabled");
  await tableOf(store, name);
  await setTtlAttribute(store, name, specification.Enabled ? specification.AttributeName : undefined);
  return { TimeToLiveSpecification: specification };
}
