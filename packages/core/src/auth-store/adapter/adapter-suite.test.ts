/** Better Auth's own adapter suite, against the table. Left out: numeric ids, which need a serial column. */
import { randomUUID } from "node:crypto";
import { BatchWriteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import {
  authFlowTestSuite,
  caseInsensitiveTestSuite,
  joinsTestSuite,
  normalTestSuite,
  testAdapter,
  transactionsTestSuite,
  uuidTestSuite,
} from "@better-auth/test-utils/adapter";
import { documents, tableName } from "../../lib/table/table.ts";
import { ownTable } from "../../testing/own-table.ts";
import { authAdapter } from "./index.ts";

// The suite empties its world some hundred times: in a table full of other tests' rows that takes minutes.
process.env.TABLE_NAME = await ownTable("auth-suite");
const prefix = `g#auth-suite-${randomUUID()}`;

/** The most deletes of one BatchWriteItem. */
const BATCH = 25;

async function wipe(): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({
        TableName: tableName(),
        FilterExpression: "begins_with(pk, :prefix)",
        ExpressionAttributeValues: { ":prefix": prefix },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    const gone = (page.Items ?? []).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    for (let at = 0; at < gone.length; at += BATCH)
      await documents.send(new BatchWriteCommand({ RequestItems: { [tableName()]: gone.slice(at, at + BATCH) } }));
    from = page.LastEvaluatedKey;
  } while (from);
}

const { execute } = await testAdapter({
  adapter: () =>
    authAdapter({ prefix, allowScan: true, keepExpired: true, debugLogs: { isRunningAdapterTests: true } }),
  runMigrations: wipe,
  tests: [
    normalTestSuite(),
    authFlowTestSuite(),
    caseInsensitiveTestSuite(),
    joinsTestSuite(),
    uuidTestSuite(),
    transactionsTestSuite(),
  ],
});
execute();
