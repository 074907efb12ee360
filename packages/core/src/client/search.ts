/**
 * Search rows: one per client and word, `pk = t#<tenant>#client-search`, `sk = <word>#<name key>#<client id>`, so that every
 * client with a word that begins with "te" is one range of one partition. Each row carries all words of its client: a
 * second search word, and the same client found twice, are decided without another read.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { VisibleError } from "../lib/error.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import type { ClientItem } from "./entity.ts";
import { words } from "../lib/name.ts";
import type { ClientStatus } from "./schema.ts";

const partition = (tenantId: string) => `t#${tenantId}#client-search`;
const sortKey = (word: string, client: ClientItem) => `${word}#${client.nameKey}#${client.id}`;

/** What a client is found by: words of its names, its code, its number with and without leading zeros, its addresses. */
export function searchWords(client: ClientItem): string[] {
  const number = client.companyNumber?.toLowerCase();
  return [
    ...new Set([
      ...words(client.name),
      ...words(client.clientCode),
      ...(number ? [number, number.replace(/^0+/, "")] : []),
      ...[client.email, client.contactEmail].filter((email) => email !== undefined),
    ]),
  ].filter((word) => word !== "");
}

/** The writes that move a client's search rows from what they were to what they must be. At most about 34. */
export function searchItems(before: ClientItem | null, after: ClientItem): TransactItem[] {
  const wanted = searchWords(after);
  const keys = new Map(wanted.map((word) => [sortKey(word, after), word]));
  const stale = before ? searchWords(before).map((word) => sortKey(word, before)) : [];
  const same = before?.status === after.status && stale.length === keys.size && stale.every((key) => keys.has(key));
  if (same) return [];
  const pk = partition(after.tenantId);
  return [
    ...stale
      .filter((sk) => !keys.has(sk))
      .map((sk) => ({ raw: { Delete: { TableName: tableName(), Key: { pk, sk } } } })),
    ...[...keys.keys()].map((sk) => ({
      raw: {
        Put: { TableName: tableName(), Item: { pk, sk, clientId: after.id, words: wanted, status: after.status } },
      },
    })),
  ];
}

interface SearchRow {
  sk: string;
  clientId: string;
  words: string[];
  status: ClientStatus;
}

export interface Found {
  clientIds: string[];
  nextCursor: string | null;
  /** Whether this is all there is: first page and last. */
  all: boolean;
}

const ROWS_PER_READ = 100;
/** However rare the second word is, a page costs no more reads than this; the cursor goes on from there. */
const MAX_READS = 4;

/** Clients whose words begin with every word of `q`, by the longest word and then by name. At most four requests. */
export async function search(
  tenantId: string,
  query: { q: string; limit: number; cursor?: string | undefined; wants: (status: ClientStatus) => boolean },
): Promise<Found> {
  const asked = query.q.includes("@") ? [query.q.toLowerCase()] : words(query.q);
  const pivot = asked.toSorted((a, b) => b.length - a.length)[0];
  if (pivot === undefined) return { clientIds: [], nextCursor: null, all: true };
  const clientIds: string[] = [];
  let after = query.cursor === undefined ? undefined : readCursor(query.cursor, pivot);
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const { rows, more } = await read(tenantId, pivot, after);
    for (const row of rows) {
      const matches =
        query.wants(row.status) &&
        isFirst(row, pivot) &&
        asked.every((word) => row.words.some((own) => own.startsWith(word)));
      if (matches && clientIds.length === query.limit) return { clientIds, nextCursor: toCursor(after), all: false };
      after = row.sk;
      if (matches) clientIds.push(row.clientId);
    }
    if (!more) return { clientIds, nextCursor: null, all: query.cursor === undefined };
  }
  return { clientIds, nextCursor: toCursor(after), all: false };
}

/** A client with two words that begin alike has two rows in the range; only the first counts. */
const isFirst = (row: SearchRow, pivot: string): boolean => {
  const first = row.words.filter((word) => word.startsWith(pivot)).toSorted()[0];
  return first !== undefined && row.sk.startsWith(`${first}#`);
};

async function read(
  tenantId: string,
  prefix: string,
  after: string | undefined,
): Promise<{ rows: SearchRow[]; more: boolean }> {
  const pk = partition(tenantId);
  const answer = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
      Limit: ROWS_PER_READ,
      ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
    }),
  );
  return { rows: (answer.Items ?? []) as SearchRow[], more: answer.LastEvaluatedKey !== undefined };
}

const toCursor = (sk: string | undefined): string | null =>
  sk === undefined ? null : Buffer.from(sk, "utf8").toString("base64url");

/** A cursor is a sort key of the range that is read; anything else is refused. The partition is never taken from it. */
function readCursor(cursor: string, pivot: string): string {
  const sk = Buffer.from(cursor, "base64url").toString("utf8");
  if (toCursor(sk) === cursor && sk.startsWith(pivot) && sk.length <= 1000) return sk;
  throw new VisibleError("invalid", "cursor.invalid", "This page link is no longer valid. Start from the first page.");
}
