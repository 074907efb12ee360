/**
 * Work that must happen later is a row on the sparse `due` index (gsi2): `gsi2pk = due#<queue>`,
 * `gsi2sk = <when ISO>#<id>`. A queue message only says "look at row X", so a lost one costs five minutes, not the work.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { nowIso } from "../clock.ts";
import { documents, tableName } from "./table.ts";

/** What a nudge carries, and what a due row must have as attributes. */
export interface DueRow {
  tenantId: string;
  id: string;
}

/** The index keys of a row that is due at `at` (ISO). */
export const dueKeys = (queue: string, at: string, id: string) => ({ gsi2pk: `due#${queue}`, gsi2sk: `${at}#${id}` });

/** Rows of one queue that are due now, oldest first. One request per 100 rows, bounded by `limit`. */
export async function dueRows(queue: string, limit: number): Promise<DueRow[]> {
  const rows: DueRow[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: "gsi2",
        KeyConditionExpression: "gsi2pk = :queue AND gsi2sk <= :now",
        ExpressionAttributeValues: { ":queue": `due#${queue}`, ":now": `${nowIso()}#\uffff` },
        ProjectionExpression: "tenantId, id",
        Limit: Math.min(100, limit - rows.length),
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of answer.Items ?? []) rows.push({ tenantId: String(item.tenantId), id: String(item.id) });
    from = answer.LastEvaluatedKey;
  } while (from && rows.length < limit);
  return rows;
}
