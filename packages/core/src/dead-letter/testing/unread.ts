/** What the operator would find of a message that names no firm. */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../../lib/table/table.ts";
import { partitionOf } from "../row.ts";

/** The row, or undefined. One request. */
export async function unread(queue: string, messageId: string): Promise<unknown> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: { pk: partitionOf("g"), sk: `${queue}#${messageId}` } }),
  );
  return Item;
}
