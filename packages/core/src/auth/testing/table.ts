/** What only a test may do with the table: read every mail to an address, close an account by hand. */
import { GetCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { nowIso } from "../../lib/clock.ts";
import { decryptObject } from "../../lib/secret/crypto.ts";
import { documents, tableName } from "../../lib/table/table.ts";

export interface Letter {
  id: string;
  template: string;
  props: Record<string, string>;
}

/** Every mail queued to an address, oldest first, opened. */
export async function mailbox(to: string): Promise<Letter[]> {
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({
        TableName: tableName(),
        FilterExpression: "#to = :to AND attribute_exists(template)",
        ExpressionAttributeNames: { "#to": "to" },
        ExpressionAttributeValues: { ":to": to },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return Promise.all(rows.toSorted((a, b) => String(a.id).localeCompare(String(b.id))).map(letter));
}

async function letter(row: Record<string, unknown>): Promise<Letter> {
  const tenantId = String(row.tenantId);
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: { pk: `t#${tenantId}#email-props`, sk: String(row.id) } }),
  );
  const props = decryptObject(String(Item?.sealed), { tenantId, purpose: "email.props" });
  return { id: String(row.id), template: String(row.template), props: props as Record<string, string> };
}

/** Closes an account. */
export async function disableUser(userId: string): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: { pk: `g#auth#user#${userId}`, sk: "row" },
      UpdateExpression: "SET #row.disabledAt = :at",
      ExpressionAttributeNames: { "#row": "row" },
      ExpressionAttributeValues: { ":at": nowIso() },
    }),
  );
}
