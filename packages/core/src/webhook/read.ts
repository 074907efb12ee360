/** The event log. The tenant comes from the actor; events of Xero and of mail are one list, because they share its index, and those of identity checks another. */
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { clientNames } from "../client/index.ts";
import { lemEventsOf } from "../kyc/event/row.ts";
import { requireStaff } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import { cursorOf, keyOf } from "../lib/table/cursor.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { countsOf } from "../event-count/index.ts";
import { EventRow } from "./entity.ts";
import type { EventDetail, EventQuery, EventSummary } from "./schema.ts";
import type { EventDay } from "../event-count/schema.ts";
import { type AnyEvent, toDetail, toSummary } from "./view.ts";

/** A page of one provider reads past the other's events; after this many requests it is as full as it is. */
const MAX_READS = 5;

/** Newest first; of one state, which only Xero's have. Two requests a page; of Xero or of mail alone up to six. */
export async function list({ state, provider: of, cursor, limit }: EventQuery): Promise<Page<EventSummary>> {
  const { tenantId } = requireStaff(of === "lemverify" ? "kyc:read" : "activity:read");
  const [index, partition] =
    of === "lemverify"
      ? ["gsi3", lemEventsOf(tenantId)]
      : state
        ? ["gsi3", `t#${tenantId}#event#${state}`]
        : ["gsi1", `t#${tenantId}#event`];
  const provider = of === "lemverify" ? undefined : of;
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
  const [provider = "", ...rest] = id.split(".");
  const { tenantId } = requireStaff(provider === "lemverify" ? "kyc:read" : "activity:read");
  const row =
    provider === "xero"
      ? (await EventRow.get({ tenantId, id }).go({ consistent: true })).data
      : await keptApart(tenantId, provider, rest.join("."));
  if (!row) throw notFound("event");
  return withClient(row);
}

/** An event of a provider whose rows bear its own id; null for another firm's. */
async function keptApart(tenantId: string, provider: string, eventId: string): Promise<AnyEvent | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: { pk: `g#event#${provider}#${eventId}`, sk: "event" } }),
  );
  return Item?.tenantId === tenantId ? (Item as AnyEvent) : null;
}

/** Events of each of the last days, oldest first. One request. */
export async function volume(days: number): Promise<{ days: EventDay[] }> {
  const { tenantId } = requireStaff("activity:read");
  return { days: await countsOf(tenantId, days) };
}
