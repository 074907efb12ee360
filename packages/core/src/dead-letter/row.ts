/**
 * One row per record whose work was given up, and before that one for a record whose work fails: `t#<tenant>#dead-letter` /
 * `<queue>#<id>`. Only what was given up is on gsi1. Access patterns: docs/data-model/dead-letter.md.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, nowIso, ttlIn } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { DeadLetter } from "./schema.ts";

/** A nudge: which record of which firm. */
export interface Nudged {
  tenantId: string;
  id: string;
}

export const partitionOf = (tenantId: string): string => `t#${tenantId}#dead-letter`;
const keyOf = (queue: string, { tenantId, id }: Nudged) => ({ pk: partitionOf(tenantId), sk: `${queue}#${id}` });

/** How long the reason of a failure is remembered, should the work not be given up. */
const NOTED_MS = 35 * DAY_MS;
/** What was given up stays until somebody acts. TTL is in seconds; this is the end of the year 9999. */
const NEVER = 253_402_300_799;

/** Remembers why a try failed, for the day it is the last one. One write. */
export async function note(queue: string, nudge: Nudged, code: string): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: keyOf(queue, nudge),
      UpdateExpression: "SET code = :code, #ttl = if_not_exists(#ttl, :ttl)",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: { ":code": code, ":ttl": ttlIn(NOTED_MS) },
    }),
  );
}

/** Writes down that a nudge was given up. The same message twice counts once. One write. */
export async function bury(queue: string, nudge: Nudged, messageId: string): Promise<void> {
  const at = nowIso();
  const { pk, sk } = keyOf(queue, nudge);
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: { pk, sk },
        UpdateExpression:
          "SET queue = :queue, id = :id, messageId = :message, lastAt = :at, firstAt = if_not_exists(firstAt, :at), " +
          "#ttl = :never, gsi1pk = :pk, gsi1sk = :order ADD times :one",
        ConditionExpression: "attribute_not_exists(messageId) OR messageId <> :message",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: {
          ":queue": queue,
          ":id": nudge.id,
          ":message": messageId,
          ":at": at,
          ":never": NEVER,
          ":pk": pk,
          ":order": `${queue}#${at}#${nudge.id}`,
          ":one": 1,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Keeps a message that says no firm, for the operator: whole, for it is ours and nobody else knows what it was. One write. */
export async function keepUnread(queue: string, messageId: string, body: string): Promise<void> {
  await documents.send(
    new PutCommand({
      TableName: tableName(),
      Item: { pk: partitionOf("g"), sk: `${queue}#${messageId}`, queue, messageId, body, lastAt: nowIso() },
    }),
  );
}

/** Takes the row away, unless the record was given up once more since it was read. One write. */
export async function remove(tenantId: string, { queue, id, lastAt }: DeadLetter): Promise<void> {
  try {
    await documents.send(
      new DeleteCommand({
        TableName: tableName(),
        Key: keyOf(queue, { tenantId, id }),
        ConditionExpression: "lastAt = :lastAt",
        ExpressionAttributeValues: { ":lastAt": lastAt },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
