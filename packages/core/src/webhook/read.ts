/** The event log. The tenant comes from the actor; events of Xero and of mail are one list, because they share its index. */
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { clientNames } from "../client/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import { cursorOf, keyOf } from "../lib/table/cursor.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { countsOf } from "./count.ts";
import { EventRow } from "./entity.ts";
import type { EventDay, EventDetail, EventQuery, EventSummary } from "./schema.ts";
import { type AnyEvent, type MailEventItem, toDetail, toSummary } from "./view.ts";

/** A page of one provider reads past the other's events; after this many requests it is as full as it is. */
const MAX_READS = 5;

/** Newest first; of one state, which only Xero's have. Two requests a page; of one provider up to six. */
export async function list({ state, provider, cursor, limit }: EventQuery): Promise<Page<EventSummary>> {
  const { tenantId } = requireStaff("activity:read");
  const [index, partition] = state ? ["gsi3", `t#${tenantId}#event#${state}`] : ["gsi1", `t#${tenantId}#event`];
  const query = {
    TableName: tableName(),
    IndexName: index,
    KeyConditionExpression: `${index}pk = :pk`,
    ...(provider ? { FilterExpression: "provider = :provider" } : {}),
    ExpressionAttributeValues: { ":pk": partition, ...(provider ? { ":provider": provider } : {}) },
    ScanIndexForward: false,
  };
  const page = await readPage(async () => {
    const data: AnyEvent[] = [];
    let last = cursor === undefined ? undefined : keyOf(cursor);
    for (let reads = 0; reads < MAX_READS && data.length < limit; reads += 1) {
      const answer = await documents.send(
        new QueryCommand({ ...query, Limit: limit - data.length, ...(last ? { ExclusiveStartKey: last } : {}) }),
      );
      data.push(...((answer.Items ?? []) as AnyEvent[]));
      last = answer.LastEvaluatedKey;
      if (!last) break;
    }
    return { data, cursor: last ? cursorOf(last) : null };
  });
  return { ...page, items: await named(page.items.map(toSummary)) };
}

/** With the names of their clients. One request. */
async function named<Event extends EventSummary>(events: readonly Event[]): Promise<Event[]> {
  const names = await clientNames(events.flatMap(({ clientId }) => clientId ?? []));
  return events.map((event) => ({ ...event, clientName: names.get(event.clientId ?? "") ?? null }));
}

/** One event as the drawer shows it. One request. */
export async function withClient(row: AnyEvent): Promise<EventDetail> {
  const detail = toDetail(row);
  return (await named([detail]))[0] ?? detail;
}

/** One event with what was done about it. Two requests. */
export async function fromId(id: string): Promise<EventDetail> {
  const { tenantId } = requireStaff("activity:read");
  const row = id.startsWith("resend.")
    ? await mailEvent(tenantId, id.slice("resend.".length))
    : (await EventRow.get({ tenantId, id }).go({ consistent: true })).data;
  if (!row) throw notFound("event");
  return withClient(row);
}

async function mailEvent(tenantId: string, eventId: string): Promise<MailEventItem | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: { pk: `g#event#resend#${eventId}`, sk: "event" } }),
  );
  return Item?.tenantId === tenantId ? (Item as MailEventItem) : null;
}

/** Events of each of the last days, oldest first. One request. */
export async function volume(days: number): Promise<{ days: EventDay[] }> {
  const { tenantId } = requireStaff("activity:read");
  return { days: await countsOf(tenantId, days) };
}
