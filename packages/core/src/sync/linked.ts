/** From a record in Xero to the sync row that is linked with it. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../lib/table/table.ts";
import { linkKeys, type SyncItem } from "../outbox/record.ts";
import type { SyncKind } from "../outbox/schema.ts";

/** The row as the index has it, a moment old perhaps; null when it is none of ours. One request. */
export async function linkedRow(
  tenantId: string,
  kind: SyncKind,
  xeroTenantId: string,
  xeroId: string,
): Promise<SyncItem | null> {
  const { gsi3pk, gsi3sk } = linkKeys(tenantId, kind, xeroTenantId, xeroId);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi3",
      KeyConditionExpression: "gsi3pk = :pk AND gsi3sk = :sk",
      ExpressionAttributeValues: { ":pk": gsi3pk, ":sk": gsi3sk },
      Limit: 1,
    }),
  );
  return (Items[0] as SyncItem | undefined) ?? null;
}
