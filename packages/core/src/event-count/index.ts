/** How many events a firm got on a day, per source: what the event log's chart shows. `t#<tenant>#event-count` / `<day>`. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, dayAfter, today, ttlIn } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { COUNTED, type Counted, type EventDay } from "./schema.ts";

export const KEPT_MS = 35 * DAY_MS;

const partition = (tenantId: string) => `t#${tenantId}#event-count`;

/** The write that counts `by` more events today, for the transaction that stores them. */
export const countEvents = (tenantId: string, counted: Counted, by: number): TransactItem => ({
  raw: {
    Update: {
      TableName: tableName(),
      Key: { pk: partition(tenantId), sk: today() },
      UpdateExpression: "SET #ttl = :ttl ADD #counted :by",
      ExpressionAttributeNames: { "#counted": counted, "#ttl": "ttl" },
      ExpressionAttributeValues: { ":by": by, ":ttl": ttlIn(KEPT_MS) },
    },
  },
});

/** The last `days` days, oldest first, those without events too. One request. */
export async function countsOf(tenantId: string, days: number): Promise<EventDay[]> {
  const last = today();
  const wanted = Array.from({ length: days }, (_, at) => dayAfter(last, at + 1 - days));
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": partition(tenantId), ":from": wanted.at(0), ":to": wanted.at(-1) },
    }),
  );
  const byDay = new Map(Items.map((item) => [String(item.sk), item]));
  return wanted.map((day) => {
    const item = byDay.get(day);
    const counts = Object.fromEntries(COUNTED.map((one) => [one, Number(item?.[one] ?? 0)])) as Record<Counted, number>;
    return { day, ...counts };
  });
}
