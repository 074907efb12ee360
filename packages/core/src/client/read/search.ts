/**
 * Search rows: one for each word of a client's name with what follows it ("tesco stores limited", "stores limited",
 * "limited"), and one for its code, number and addresses. `pk = t#<tenant>#client-search`, `sk = <phrase>#<client id>`, so
 * every client with a word that begins with "te", or with "stores li", is one range of one partition. Each row carries all
 * phrases of its client: words in another order, and the same client found twice, are decided without another read.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { VisibleError } from "../../lib/error.ts";
import { words } from "../../lib/text/name.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import type { TransactItem } from "../../lib/table/transact.ts";
import type { ClientItem } from "../entity.ts";
import type { ClientStatus } from "../schema.ts";

/** A sort key has 1,024 bytes; a character has up to four. */
const MAX_PHRASE = 150;

export const partition = (tenantId: string) => `t#${tenantId}#client-search`;
const sortKey = (phrase: string, clientId: string) => `${phrase}#${clientId}`;

const cut = (phrase: string): string => Array.from(phrase).slice(0, MAX_PHRASE).join("");

/** A client's first phrase: its whole name. */
export const wholeName = (name: string): string => cut(words(name).join(" "));

/** What a client is found by. The first is its whole name; then what follows each word, its code, number and addresses. */
function searchPhrases(client: ClientItem): string[] {
  const name = words(client.name);
  const number = client.companyNumber?.toLowerCase();
  const phrases = [
    ...name.map((_, from) => name.slice(from).join(" ")),
    words(client.clientCode).join(" "),
    ...(number ? [number, number.replace(/^0+/, "")] : []),
    ...[client.email, client.contactEmail].filter((email) => email !== undefined),
  ].map(cut);
  return [...new Set(phrases)].filter((phrase) => phrase !== "");
}

/** The writes that move a client's search rows from what they were to what they must be. At most 30. */
export function searchItems(before: ClientItem | null, after: ClientItem): TransactItem[] {
  const wanted = searchPhrases(after);
  const stale = before ? searchPhrases(before) : [];
  if (before?.status === after.status && stale.join("\n") === wanted.join("\n")) return [];
  const pk = partition(after.tenantId);
  const keyOf = (phrase: string) => ({ pk, sk: sortKey(phrase, after.id) });
  return [
    ...stale
      .filter((phrase) => !wanted.includes(phrase))
      .map((phrase) => ({ raw: { Delete: { TableName: tableName(), Key: keyOf(phrase) } } })),
    ...wanted.map((phrase) => ({
      raw: {
        Put: {
          TableName: tableName(),
          Item: { ...keyOf(phrase), clientId: after.id, phrases: wanted, status: after.status },
        },
      },
    })),
  ];
}

export interface SearchRow {
  sk: string;
  clientId: string;
  phrases: string[];
  status: ClientStatus;
}

export interface Search {
  q: string;
  limit: number;
  cursor?: string | undefined;
  wants: (row: SearchRow) => boolean;
}

export interface Found {
  clientIds: string[];
  nextCursor: string | null;
  /** Whether this is all there is: first page and last. */
  all: boolean;
}

const NOTHING: Found = { clientIds: [], nextCursor: null, all: true };
const ROWS_PER_READ = 100;
/** However rare the second word is, a page costs no more reads than this; the cursor goes on from there. */
const MAX_READS = 4;

/**
 * Clients that have the words of `q` one after the other, the last one perhaps unfinished; when there are none, clients
 * that have them in any order. By the phrase found. One or two requests; in any order at most five.
 */
export async function search(tenantId: string, { cursor, ...query }: Search): Promise<Found> {
  const asked = query.q.includes("@") ? [query.q.toLowerCase()] : words(query.q);
  const longest = asked.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) return NOTHING;
  const phrase = cut(asked.join(" "));
  const after = cursor === undefined ? undefined : readCursor(cursor, [phrase, longest]);
  const inOrder =
    after === undefined || after.startsWith(phrase) ? await collect(tenantId, phrase, query, after) : NOTHING;
  if (inOrder.clientIds.length > 0 || asked.length === 1) return inOrder;
  const { wants } = query;
  const hasAll = (row: SearchRow) => asked.every((word) => row.phrases.some((own) => own.startsWith(word)));
  return collect(tenantId, longest, { ...query, wants: (row) => hasAll(row) && wants(row) }, after);
}

/** One page of the rows that begin with `prefix`, each client once. */
async function collect(
  tenantId: string,
  prefix: string,
  query: Pick<Search, "limit" | "wants">,
  from: string | undefined,
): Promise<Found> {
  const clientIds: string[] = [];
  let after = from;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    // The first read takes what a page needs; only when much of it does not fit is it worth reading more at once.
    const { rows, more } = await read(tenantId, prefix, after, reads === 0 ? query.limit + 1 : ROWS_PER_READ);
    for (const row of rows) {
      const matches = isFirst(row, prefix) && query.wants(row);
      if (matches && clientIds.length === query.limit) return { clientIds, nextCursor: toCursor(after), all: false };
      after = row.sk;
      if (matches) clientIds.push(row.clientId);
    }
    if (!more) return { clientIds, nextCursor: null, all: from === undefined };
  }
  return { clientIds, nextCursor: toCursor(after), all: false };
}

/** A client with two phrases that begin alike has two rows in the range; only the first counts. */
const isFirst = (row: SearchRow, prefix: string): boolean => {
  const first = row.phrases.filter((phrase) => phrase.startsWith(prefix)).toSorted()[0];
  return first !== undefined && row.sk === sortKey(first, row.clientId);
};

async function read(
  tenantId: string,
  prefix: string,
  after: string | undefined,
  limit: number,
): Promise<{ rows: SearchRow[]; more: boolean }> {
  const pk = partition(tenantId);
  const answer = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
    }),
  );
  return { rows: (answer.Items ?? []) as SearchRow[], more: answer.LastEvaluatedKey !== undefined };
}

const toCursor = (sk: string | undefined): string | null =>
  sk === undefined ? null : Buffer.from(sk, "utf8").toString("base64url");

/** A cursor is a sort key of a range that this search reads; anything else is refused. The partition is never taken from it. */
function readCursor(cursor: string, prefixes: readonly string[]): string {
  const sk = Buffer.from(cursor, "base64url").toString("utf8");
  if (toCursor(sk) === cursor && prefixes.some((prefix) => sk.startsWith(prefix)) && Buffer.byteLength(sk) <= 1024)
    return sk;
  throw new VisibleError("invalid", "cursor.invalid", "This page link is no longer valid. Start from the first page.");
}
