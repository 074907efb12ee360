/**
 * What the register said, kept for all firms (it is public). One row for each of its answers: `pk = g#company#<number>`,
 * `sk = v1#<part>`. Fresh for 24 hours (a missing company: one hour), usable for 7 days when the register does not answer, then
 * expired by the table. Bodies are compressed: a company with a thousand officers must fit one item.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, HOUR_MS, now } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { Listed, Profile } from "../provider/companies-house/index.ts";
import type { Officer, Psc, PscStatement } from "./schema.ts";

const FRESH_MS = DAY_MS;
const NEGATIVE_MS = HOUR_MS;
const STALE_MS = 7 * DAY_MS;

/** What the rows hold; `profile` is null when there is no such company. */
export interface Parts {
  profile: Profile | null;
  officers: Listed<Officer>;
  pscs: Listed<Psc>;
  statements: Listed<PscStatement>;
}
export type PartName = keyof Parts;

export interface Kept<T> {
  value: T;
  fetchedAtMs: number;
  freshUntilMs: number;
}
export type Cached = { [P in PartName]?: Kept<Parts[P]> };

/** Changing the form of a part changes this, and old rows are no longer seen. */
const VERSION = "v1";

export const companyKey = (number: string): string => `g#company#${number}`;

/** Every part that is not too old to be of use. One request. */
export async function readCached(number: string): Promise<Cached> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :version)",
      ExpressionAttributeValues: { ":pk": companyKey(number), ":version": `${VERSION}#` },
      ConsistentRead: true,
    }),
  );
  const cached: Record<string, Kept<unknown>> = {};
  for (const item of Items) {
    const fetchedAtMs = Number(item.fetchedAtMs);
    if (fetchedAtMs <= now() - STALE_MS) continue;
    cached[String(item.sk).slice(VERSION.length + 1)] = {
      value: JSON.parse(gunzipSync(item.body as Uint8Array).toString("utf8")) as unknown,
      fetchedAtMs,
      freshUntilMs: Number(item.freshUntilMs),
    };
  }
  return cached;
}

/** Keeps one answer; an older one is replaced. One request. */
export async function keep<P extends PartName>(number: string, part: P, value: Parts[P]): Promise<Kept<Parts[P]>> {
  const fetchedAtMs = now();
  const lifeMs = value === null ? NEGATIVE_MS : STALE_MS;
  const kept = { value, fetchedAtMs, freshUntilMs: fetchedAtMs + (value === null ? NEGATIVE_MS : FRESH_MS) };
  await documents.send(
    new PutCommand({
      TableName: tableName(),
      Item: {
        pk: companyKey(number),
        sk: `${VERSION}#${part}`,
        body: gzipSync(JSON.stringify(value)),
        fetchedAtMs,
        freshUntilMs: kept.freshUntilMs,
        ttl: Math.floor((fetchedAtMs + lifeMs) / 1000),
      },
    }),
  );
  return kept;
}
