/**
 * The records that are evidence of a client's identity checks, by the sort keys of the client's partition (docs/data-model):
 * what a pack shows and what a purge deletes. Whoever adds a kind of evidence adds its key here.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { tenantId } from "../lib/actor.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact } from "../lib/table/transact.ts";

/** Kinds by prefix; the case itself (`onboarding`) stays as a bare fact when the rest is deleted. */
const KINDS = { answers: "answer#", checks: "kyc#", decisions: "decision#" } as const;
export type RecordKind = keyof typeof KINDS;
export const RECORD_KINDS = Object.keys(KINDS) as RecordKind[];

/** Plumbing of the table, and what opens something by itself: no evidence of anything. */
const LEFT_OUT = /^(?:pk|sk|gsi\d[ps]k|__edb_[ev]__|ttl|url|key|nextAttemptAt|startingAt)$/;

const partition = (clientId: string): string => `t#${tenantId()}#client#${clientId}`;

/** One page of a kind, raw. */
async function page(clientId: string, kind: RecordKind, from?: Record<string, unknown>) {
  return documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :kind)",
      ExpressionAttributeValues: { ":pk": partition(clientId), ":kind": KINDS[kind] },
      ConsistentRead: true,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
}

/** Every record of a kind, oldest id first. A request per megabyte. */
export async function recordsOf(clientId: string, kind: RecordKind): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await page(clientId, kind, from);
    for (const item of answer.Items ?? [])
      rows.push(Object.fromEntries(Object.entries(item).filter(([name]) => !LEFT_OUT.test(name))));
    from = answer.LastEvaluatedKey;
  } while (from);
  return rows;
}

const AT_ONCE = 100;

/** Deletes every record of a kind; again is harmless. */
export async function deleteRecords(clientId: string, kind: RecordKind): Promise<void> {
  for (;;) {
    const { Items = [] } = await page(clientId, kind);
    if (Items.length === 0) return;
    for (let from = 0; from < Items.length; from += AT_ONCE)
      await transact(
        Items.slice(from, from + AT_ONCE).map(({ pk, sk }) => ({
          raw: { Delete: { TableName: tableName(), Key: { pk, sk } } },
        })),
      );
  }
}
