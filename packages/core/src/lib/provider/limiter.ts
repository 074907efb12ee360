/**
 * A rate limit shared by every Lambda: never more than `limit` calls in *any* window of `windowMs`, and never more than
 * `shareLimit` of them for one sharer (a firm). One item per limit holds the calls granted per sub-bucket and sharer;
 * a take is one conditional write on its version. A refused condition returns the newer item, so a loser tries again
 * without reading.
 *
 * Why a sliding log and not a counter per window: a fixed window lets twice the limit through around its edge, and the
 * provider counts calls when they arrive. So a grant also stays counted for `LATENESS_MS` longer than the window: the
 * longest a granted call may take to reach the provider.
 */
import { ConditionalCheckFailedException, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { now } from "../clock.ts";
import { documents, tableName } from "../table/table.ts";

export interface Limit {
  /** Names the limit, e.g. `companies-house`. */
  name: string;
  limit: number;
  windowMs: number;
  /** The most one sharer may hold within the window. */
  shareLimit: number;
}

export type Grant = { granted: true; used: number } | { granted: false; retryAtMs: number; reason: "limit" | "share" };

const BUCKETS = 30;
const LATENESS_MS = 15_000;
const MAX_TRIES = 60;

/** `[bucket number, sharer, calls]`: short names keep the item small. */
type Entry = [bucket: number, sharer: string, calls: number];
interface State {
  version: number;
  entries: Entry[];
}

const key = (limit: Limit) => ({ pk: "g#limiter", sk: limit.name });
const bucketMs = (limit: Limit) => limit.windowMs / BUCKETS;

/** Callers of one process take turns: two of them would only refuse each other's write. */
const turns = new Map<string, Promise<unknown>>();

/** Takes `calls` from the limit for `sharer`, or says when to try again. Costs one or two requests; waits for nobody. */
export function take(limit: Limit, sharer: string, calls = 1): Promise<Grant> {
  const turn = (turns.get(limit.name) ?? Promise.resolve()).then(() => takeNow(limit, sharer, calls));
  turns.set(
    limit.name,
    turn.catch(() => undefined),
  );
  return turn;
}

/** How many calls are counted now, and for whom: for the usage page. One request. */
export async function usage(limit: Limit, sharer: string): Promise<{ used: number; share: number }> {
  const entries = counted(limit, await read(limit));
  return { used: sum(entries), share: sum(entries.filter((entry) => entry[1] === sharer)) };
}

async function takeNow(limit: Limit, sharer: string, calls: number): Promise<Grant> {
  let state = await read(limit);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const entries = counted(limit, state);
    const mine = entries.filter((entry) => entry[1] === sharer);
    if (sum(entries) + calls > limit.limit)
      return { granted: false, reason: "limit", retryAtMs: freeAt(limit, entries, limit.limit - calls) };
    if (sum(mine) + calls > limit.shareLimit)
      return { granted: false, reason: "share", retryAtMs: freeAt(limit, mine, limit.shareLimit - calls) };
    const newer = await save(limit, state, add(entries, Math.floor(now() / bucketMs(limit)), sharer, calls));
    if (newer === null) return { granted: true, used: sum(entries) + calls };
    state = newer;
  }
  return { granted: false, reason: "limit", retryAtMs: now() + 1000 };
}

/** A bucket counts while any moment of it lies within the window and the lateness. */
const counted = (limit: Limit, state: State): Entry[] =>
  state.entries.filter(([bucket]) => (bucket + 1) * bucketMs(limit) > now() - limit.windowMs - LATENESS_MS);

const sum = (entries: readonly Entry[]): number => entries.reduce((total, entry) => total + entry[2], 0);

function add(entries: readonly Entry[], bucket: number, sharer: string, calls: number): Entry[] {
  const same = entries.find((entry) => entry[0] === bucket && entry[1] === sharer);
  if (!same) return [...entries, [bucket, sharer, calls]];
  return entries.map((entry) => (entry === same ? [bucket, sharer, entry[2] + calls] : entry));
}

/** When enough of the oldest grants have left the window that no more than `room` remain. */
function freeAt(limit: Limit, entries: readonly Entry[], room: number): number {
  let left = sum(entries);
  for (const [bucket, , calls] of entries.toSorted((a, b) => a[0] - b[0])) {
    left -= calls;
    if (left <= room) return (bucket + 1) * bucketMs(limit) + limit.windowMs + LATENESS_MS;
  }
  return now() + limit.windowMs;
}

async function read(limit: Limit): Promise<State> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(limit), ConsistentRead: true }),
  );
  return toState(Item);
}

const toState = (item: Record<string, unknown> | undefined): State => ({
  version: Number(item?.version ?? 0),
  entries: typeof item?.entries === "string" ? (JSON.parse(item.entries) as Entry[]) : [],
});

/** The item that refused a condition comes in DynamoDB's own attribute form. */
const fromAttributes = (item: Record<string, AttributeValue>): State =>
  toState({ version: item.version?.N, entries: item.entries?.S });

/** Writes the next version; null when it held, otherwise the state that was newer. */
async function save(limit: Limit, seen: State, entries: Entry[]): Promise<State | null> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(limit), version: seen.version + 1, entries: JSON.stringify(entries) },
        ConditionExpression: "attribute_not_exists(pk) OR #version = :seen",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":seen": seen.version },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? fromAttributes(error.Item) : read(limit);
  }
}
