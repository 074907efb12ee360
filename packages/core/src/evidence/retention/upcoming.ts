/** What will be deleted soon, in the whole firm: so that somebody can still stop it. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../../lib/actor.ts";
import { isoIn } from "../../lib/clock.ts";
import { type Page, type PageQuery, readPage } from "../../lib/page.ts";
import { cursorOf, keyOf } from "../../lib/table/cursor.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import type { RetentionItem } from "../entity.ts";
import type { Upcoming } from "../schema.ts";
import { listKeys, NOTICE_MS } from "./clock.ts";

/** The clients whose evidence goes within 30 days, or stays after its time for a legal hold; the soonest first. One request. */
export async function upcoming({ limit, cursor }: PageQuery): Promise<Page<Upcoming>> {
  const { tenantId } = requireStaff("kyc:read");
  const { gsi1pk, gsi1sk } = listKeys(tenantId, isoIn(NOTICE_MS), "~");
  const page = await readPage(async () => {
    const { Items = [], LastEvaluatedKey: last } = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :pk AND gsi1sk <= :until",
        ExpressionAttributeValues: { ":pk": gsi1pk, ":until": gsi1sk },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: keyOf(cursor) }),
      }),
    );
    return { data: Items as RetentionItem[], cursor: last ? cursorOf(last) : null };
  });
  return {
    ...page,
    items: page.items.map(({ clientId, clientName, purgeAt, held, noticedAt }) => ({
      clientId,
      clientName,
      purgeAt,
      held: held ?? false,
      noticedAt: noticedAt ?? null,
    })),
  };
}
