/** Who runs a firm's lane right now. A killed run leaves its lease until it ends; nobody can do its work twice meanwhile. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, now, ttlIn } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { documents, tableName } from "../lib/table/table.ts";

/** What a run may need beyond its deadline: its last call and the writes after it. */
const GRACE_MS = 20_000;

const key = (tenantId: string) => ({ pk: `t#${tenantId}#sync-lane`, sk: "lease" });

/** Runs `work` alone for its firm; null when another run has the lane. Two requests. */
export async function withLane<T>(tenantId: string, forMs: number, work: () => Promise<T>): Promise<T | null> {
  const owner = newUlid();
  if (!(await taken(tenantId, owner, forMs))) return null;
  try {
    return await work();
  } finally {
    await released(tenantId, owner);
  }
}

/** Whether a run is under way. One request. */
export async function isRunning(tenantId: string): Promise<boolean> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId), ConsistentRead: true }),
  );
  return typeof Item?.until === "number" && Item.until > now();
}

async function taken(tenantId: string, owner: string, forMs: number): Promise<boolean> {
  const until = now() + Math.max(0, Math.min(forMs, DAY_MS)) + GRACE_MS;
  return conditional(
    new PutCommand({
      TableName: tableName(),
      Item: { ...key(tenantId), owner, until, ttl: ttlIn(DAY_MS) },
      ConditionExpression: "attribute_not_exists(pk) OR #until < :now",
      ExpressionAttributeNames: { "#until": "until" },
      ExpressionAttributeValues: { ":now": now() },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
    owner,
  );
}

const released = (tenantId: string, owner: string): Promise<boolean> =>
  conditional(
    new DeleteCommand({
      TableName: tableName(),
      Key: key(tenantId),
      ConditionExpression: "#owner = :owner",
      ExpressionAttributeNames: { "#owner": "owner" },
      ExpressionAttributeValues: { ":owner": owner },
    }),
  );

/** Whether it held. Refused for what is `owner`'s it held too: the answer was lost, and the SDK asked again. */
async function conditional(command: PutCommand | DeleteCommand, owner?: string): Promise<boolean> {
  try {
    await (command instanceof PutCommand ? documents.send(command) : documents.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return owner !== undefined && error.Item?.owner?.S === owner;
    throw error;
  }
}
