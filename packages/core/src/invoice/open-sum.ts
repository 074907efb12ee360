/**
 * What is outstanding, kept with every change instead of counted: `pk = t#<tenant>#invoice-open`, one item for each month in
 * which open invoices are due (`sk = month#2026-12`) and one for each day (`day#2026-12-01`), each with how many there are
 * and how much is due on them. A day decides what is overdue, so no item says that: it is every month before this one and
 * the days of this one that have passed. The change is part of the transaction that changes the invoice, on the condition of its version.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../lib/table/table.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import type { InvoiceItem } from "./entity.ts";
import { dueOf, isOpen } from "./rule/view.ts";

export interface OpenSum {
  count: number;
  pence: number;
}

const NOTHING: OpenSum = { count: 0, pence: 0 };
const partition = (tenantId: string): string => `t#${tenantId}#invoice-open`;

type Counted = Pick<InvoiceItem, "tenantId" | "state" | "dueOn" | "totalPence" | "paidPence">;

/** What an invoice adds to each of its places. Drafts, paid and void ones add nothing. */
const shareOf = (row: Counted): [place: string, share: OpenSum][] =>
  isOpen(row.state)
    ? [`month#${row.dueOn.slice(0, 7)}`, `day#${row.dueOn}`].map((place) => [place, { count: 1, pence: dueOf(row) }])
    : [];

/** The writes that keep the sums when `before` becomes `after`: none when nothing moves. */
export function moveOpenSum(before: Counted, after: Counted): TransactItem[] {
  const moved = new Map<string, OpenSum>();
  const add = (place: string, { count, pence }: OpenSum, sign: 1 | -1) => {
    const was = moved.get(place) ?? NOTHING;
    moved.set(place, { count: was.count + sign * count, pence: was.pence + sign * pence });
  };
  for (const [place, share] of shareOf(before)) add(place, share, -1);
  for (const [place, share] of shareOf(after)) add(place, share, 1);
  return [...moved]
    .filter(([, { count, pence }]) => count !== 0 || pence !== 0)
    .map(([sk, { count, pence }]) => ({
      raw: {
        Update: {
          TableName: tableName(),
          Key: { pk: partition(after.tenantId), sk },
          UpdateExpression: "ADD #count :count, #pence :pence",
          ExpressionAttributeNames: { "#count": "count", "#pence": "pence" },
          ExpressionAttributeValues: { ":count": count, ":pence": pence },
        },
      },
    }));
}

/** Months of 80 bytes: more than a firm lives, in one page of 1 MB. */
const MAX_MONTHS = 1200;

/** The sums as of `today` (`YYYY-MM-DD`). Two requests, however many invoices there are. */
export async function openSums(tenantId: string, today: string): Promise<{ outstanding: OpenSum; overdue: OpenSum }> {
  const month = today.slice(0, 7);
  const [months, days] = await Promise.all([
    query(tenantId, "month#", "month#~", MAX_MONTHS),
    query(tenantId, `day#${month}-01`, `day#${today}`, 31),
  ]);
  const before = months.filter(({ sk }) => sk < `month#${month}`);
  const passed = days.filter(({ sk }) => sk < `day#${today}`);
  return { outstanding: sumOf(months), overdue: sumOf([...before, ...passed]) };
}

const sumOf = (items: readonly OpenSum[]): OpenSum =>
  items.reduce((sum, { count, pence }) => ({ count: sum.count + count, pence: sum.pence + pence }), NOTHING);

async function query(tenantId: string, from: string, to: string, limit: number): Promise<(OpenSum & { sk: string })[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": partition(tenantId), ":from": from, ":to": to },
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return Items.map(({ sk, count, pence }) => ({ sk: String(sk), count: Number(count), pence: Number(pence) }));
}
