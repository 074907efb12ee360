/** What looking at events again would take, and how much of the last time is still to do: numbers for a person before they press. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../../lib/actor.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { EventRow } from "../../webhook/entity.ts";
import { REPLAYED } from "../../webhook/replay.ts";
import { MOST_REPLAYED, type ReplayedState, type ReplayPlan } from "../../webhook/schema.ts";
import { canReplay } from "../../webhook/view.ts";
import { collapse, MAX_IDS } from "./collapse.ts";

/** Two requests. */
export async function replayPlan(state: ReplayedState): Promise<ReplayPlan> {
  const { tenantId } = requireStaff("settings:manage");
  const [{ data, cursor }, waiting] = await Promise.all([
    EventRow.query.byState({ tenantId, state }).go({ limit: MOST_REPLAYED }),
    replayedOnes(tenantId),
  ]);
  const events = data.filter(canReplay);
  const { work } = collapse(events);
  const calls = (["contact", "invoice"] as const).map((kind) =>
    Math.ceil(work.filter((one) => one.kind === kind).length / MAX_IDS),
  );
  return {
    events: events.length,
    more: cursor !== null,
    records: work.length,
    calls: calls.reduce((sum, one) => sum + one, 0),
    waiting,
  };
}

/** Events that were asked for again and wait for the lane. What failed since has another code. */
async function replayedOnes(tenantId: string): Promise<number> {
  const { Count = 0 } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi3",
      KeyConditionExpression: "gsi3pk = :pk",
      FilterExpression: "code = :code",
      ExpressionAttributeValues: { ":pk": `t#${tenantId}#event#received`, ":code": REPLAYED },
      Select: "COUNT",
      Limit: 2 * MOST_REPLAYED,
    }),
  );
  return Math.min(Count, MOST_REPLAYED);
}
