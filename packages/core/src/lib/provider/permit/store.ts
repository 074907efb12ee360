/** One item per limit: `pk = g#permit`, `sk = <name>`. Every write moves its version, and each that depends on what was read names it. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, ttlIn } from "../../clock.ts";
import { documents, tableName } from "../../table/table.ts";
import { EMPTY, type LogState } from "./log.ts";

const key = (name: string) => ({ pk: "g#permit", sk: name });
/** What the day's rest was is of use that long. */
const KEPT_MS = 2 * DAY_MS;

/** The state; one that was never written is empty. One request. */
export async function readState(name: string): Promise<LogState> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(name), ConsistentRead: true }),
  );
  return toState(Item);
}

const toState = (item: Record<string, unknown> | undefined): LogState => {
  if (!item) return EMPTY;
  const { pk: _, sk: __, ttl: ___, ...state } = item;
  return { ...EMPTY, ...state };
};

/** Writes the state whole, as the version after the one it was made from. False when somebody was faster. */
export async function writeState(name: string, state: LogState): Promise<boolean> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(name), ...state, version: state.version + 1, ttl: ttlIn(KEPT_MS) },
        ConditionExpression: "attribute_not_exists(pk) OR #version = :seen",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":seen": state.version },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** A call came back: it counts until `untilMs`. Answers the newest state; null when the call was forgotten already. One request. */
export async function landCall(name: string, id: string, untilMs: number): Promise<LogState | null> {
  try {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key(name),
        UpdateExpression: "SET #log.#id = :until REMOVE flights.#id ADD #version :one",
        ConditionExpression: "attribute_exists(#log.#id)",
        ExpressionAttributeNames: { "#log": "log", "#id": id, "#version": "version" },
        ExpressionAttributeValues: { ":until": untilMs, ":one": 1 },
        ReturnValues: "ALL_NEW",
      }),
    );
    return toState(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}
