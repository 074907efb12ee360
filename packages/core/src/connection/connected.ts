/** The firms that are connected now, for schedules: what they hold at start is the table and a queue. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../lib/table/table.ts";
import { nudgeLane } from "../outbox/nudge.ts";

/** The index keys of a firm that is connected, for whoever goes through all of them. */
export const connectedKeys = (tenantId: string) => ({ gsi1pk: "g#integration#xero", gsi1sk: tenantId });

export interface ConnectedFirms {
  tenantIds: string[];
  /** Pass it back for the next firms; null after the last. */
  nextCursor: string | null;
}

const FIRMS_PER_PAGE = 100;

/** Firms that are connected now, at most a hundred at a time, in the order of their ids: for schedules. One request. */
export async function connectedFirms(cursor?: string | null): Promise<ConnectedFirms> {
  const { gsi1pk } = connectedKeys("");
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi1",
      KeyConditionExpression: cursor ? "gsi1pk = :all AND gsi1sk > :after" : "gsi1pk = :all",
      ExpressionAttributeValues: { ":all": gsi1pk, ...(cursor ? { ":after": cursor } : {}) },
      ProjectionExpression: "tenantId",
      Limit: FIRMS_PER_PAGE,
    }),
  );
  const tenantIds = Items.map((item) => String(item.tenantId));
  return { tenantIds, nextCursor: LastEvaluatedKey ? (tenantIds.at(-1) ?? null) : null };
}

const AT_ONCE = 20;
/** A hundred firms each. */
const MAX_PAGES = 200;

/** Says "look at this firm" for each that is connected. Whether a poll or the nightly check is due, its row says. */
export async function nudgeConnected(): Promise<{ nudged: number }> {
  let nudged = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const firms: ConnectedFirms = await connectedFirms(cursor);
    for (let from = 0; from < firms.tenantIds.length; from += AT_ONCE)
      await Promise.all(firms.tenantIds.slice(from, from + AT_ONCE).map((tenantId) => nudgeLane(tenantId)));
    nudged += firms.tenantIds.length;
    cursor = firms.nextCursor;
    if (cursor === null) break;
  }
  return { nudged };
}
