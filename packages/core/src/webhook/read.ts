/** The event log. The tenant comes from the actor; events of Xero and of mail are one list, because they share its index. */
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { countsOf } from "./count.ts";
import { EventRow } from "./entity.ts";
import type { EventDay, EventDetail, EventQuery, EventSummary } from "./schema.ts";
import { type AnyEvent, type MailEventItem, toDetail, toSummary } from "./view.ts";

/** Newest first; of one state, which only Xero's have. One request a page. */
export async function list({ state, cursor, limit }: EventQuery): Promise<Page<EventSummary>> {
  const { tenantId } = requireStaff("activity:read");
  const [index, partition] = state ? ["gsi3", `t#${tenantId}#event#${state}`] : ["gsi1", `t#${tenantId}#event`];
  const page = await readPage(async () => {
    const answer = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: index,
        KeyConditionExpression: `${index}pk = :pk`,
        ExpressionAttributeValues: { ":pk": partition },
        ScanIndexForward: false,
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: keyOf(cursor) }),
      }),
    );
    const last = answer.LastEvaluatedKey;
    return { data: (answer.Items ?? []) as AnyEvent[], cursor: last ? cursorOf(last) : null };
  });
  return { ...page, items: page.items.map(toSummary) };
}

const cursorOf = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString("base64url");

function keyOf(cursor: string): Record<string, unknown> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof key === "object" && key !== null && !Array.isArray(key)) return key as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Error("cursor damaged");
}

/** One event with what was done about it. One request. */
export async function fromId(id: string): Promise<EventDetail> {
  const { tenantId } = requireStaff("activity:read");
  const row = id.startsWith("resend.")
    ? await mailEvent(tenantId, id.slice("resend.".length))
    : (await EventRow.get({ tenantId, id }).go({ consistent: true })).data;
  if (!row) throw notFound("event");
  return toDetail(row);
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
