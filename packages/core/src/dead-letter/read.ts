/** What was given up of the actor's firm. Nothing of another firm can be in its partition. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../lib/actor.ts";
import { cursorOf, keyOf } from "../lib/table/cursor.ts";
import { type PageQuery, readPage } from "../lib/page.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { partitionOf } from "./row.ts";
import { type DeadLetter, type DeadLetterList, MOST_COUNTED } from "./schema.ts";

interface Row extends Omit<DeadLetter, "code"> {
  code?: string;
}

/** Two requests. */
export async function list({ cursor, limit }: PageQuery): Promise<DeadLetterList> {
  const { tenantId } = requireStaff("settings:manage");
  const [page, queues] = await Promise.all([
    readPage(async () => {
      const { rows, last } = await rowsOf(tenantId, { limit, after: cursor === undefined ? undefined : keyOf(cursor) });
      return { data: rows, cursor: last ? cursorOf(last) : null };
    }),
    counts(tenantId),
  ]);
  return { ...page, queues };
}

/** Given-up records, by queue and the longest waiting first; of one queue when it is named. One request. */
export async function rowsOf(
  tenantId: string,
  { queue, limit, after }: { queue?: string | undefined; limit: number; after?: Record<string, unknown> | undefined },
): Promise<{ rows: DeadLetter[]; last: Record<string, unknown> | undefined }> {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi1",
      KeyConditionExpression: queue === undefined ? "gsi1pk = :pk" : "gsi1pk = :pk AND begins_with(gsi1sk, :queue)",
      ExpressionAttributeValues: {
        ":pk": partitionOf(tenantId),
        ...(queue === undefined ? {} : { ":queue": `${queue}#` }),
      },
      Limit: limit,
      ...(after ? { ExclusiveStartKey: after } : {}),
    }),
  );
  return { rows: (Items as Row[]).map(toDeadLetter), last: LastEvaluatedKey };
}

export const toDeadLetter = ({ queue, id, code, times, firstAt, lastAt }: Row): DeadLetter => ({
  queue,
  id,
  code: code ?? null,
  times,
  firstAt,
  lastAt,
});

/** How many of each queue, and since when. One request. */
async function counts(tenantId: string): Promise<DeadLetterList["queues"]> {
  const { rows } = await rowsOf(tenantId, { limit: MOST_COUNTED });
  return [...Map.groupBy(rows, (row) => row.queue)].map(([queue, of]) => ({
    queue,
    count: of.length,
    oldestAt: of.reduce((oldest, { firstAt }) => (firstAt < oldest ? firstAt : oldest), of[0]?.firstAt ?? ""),
  }));
}
