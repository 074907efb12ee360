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
import { setTimeout as wait } from "node:timers/promises";
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

/**
 * `retryAtMs`: when the same take succeeds if nobody else takes meanwhile. `reason`: the whole limit, the sharer's part of it,
 * or `held`: the provider itself said to wait.
 */
export type Grant =
  | { granted: true; used: number }
  | { granted: false; retryAtMs: number; reason: "limit" | "share" | "held" };

const BUCKETS = 30;
const LATENESS_MS = 15_000;
const MAX_TRIES = 60;
/** When every try lost against other writers: not a matter of the limit, but still no grant. */
const CONTENDED_MS = 1000;

/** `[bucket number, sharer, calls]`: short names keep the item small. */
type Entry = [bucket: number, sharer: string, calls: number];
interface State {
  version: number;
  entries: Entry[];
  /** Epoch ms until which nobody may call; 0 when nothing holds. */
  heldUntilMs: number;
}

const key = (limit: Limit) => ({ pk: "g#limiter", sk: limit.name });
const bucketMs = (limit: Limit) => limit.windowMs / BUCKETS;

/** Callers of one process take turns: two of them would only refuse each other's write. */
const turns = new Map<string, Promise<unknown>>();

/** Takes `calls` from the limit for `sharer`, or says when to try again. Costs one or two requests; waits for nobody. */
export function take(limit: Limit, sharer: string, calls = 1): Promise<Grant> {
  if (calls < 1 || calls > Math.min(limit.limit, limit.shareLimit))
    throw new RangeError(`${calls} calls can never be granted within ${limit.name}`);
  const turn = (turns.get(limit.name) ?? Promise.resolve()).then(() => takeNow(limit, sharer, calls));
  turns.set(
    limit.name,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Nobody calls before `untilMs`: the provider refused a call although we had room, so somebody else uses our key. Bounded by
 * the limit's window. Costs one or two requests.
 */
export async function hold(limit: Limit, untilMs: number): Promise<void> {
  const bounded = Math.min(untilMs, now() + limit.windowMs);
  await change(limit, (state) =>
    bounded > state.heldUntilMs ? { entries: counted(limit, state), heldUntilMs: bounded } : null,
  );
}

/** How many calls are counted now, and for whom: for the usage page. One request. */
export async function usage(
  limit: Limit,
  sharer: string,
): Promise<{ used: number; share: number; heldUntilMs: number | null }> {
  const state = await read(limit);
  const entries = counted(limit, state);
  return {
    used: sum(entries),
    share: sum(entries.filter((entry) => entry[1] === sharer)),
    heldUntilMs: state.heldUntilMs > now() ? state.heldUntilMs : null,
  };
}

async function takeNow(limit: Limit, sharer: string, calls: number): Promise<Grant> {
  let grant: Grant = { granted: false, reason: "limit", retryAtMs: now() };
  const settled = await change(limit, (state) => {
    const entries = counted(limit, state);
    grant = decide(limit, state.heldUntilMs, entries, sharer, calls);
    if (!grant.granted) return null;
    return {
      entries: add(entries, Math.floor(now() / bucketMs(limit)), sharer, calls),
      heldUntilMs: state.heldUntilMs,
    };
  });
  return settled ? grant : { granted: false, reason: "limit", retryAtMs: now() + CONTENDED_MS };
}

/** Pure but for the clock. The time told is the one at which *every* reason to refuse has gone. */
function decide(limit: Limit, heldUntilMs: number, entries: Entry[], sharer: string, calls: number): Grant {
  const mine = entries.filter((entry) => entry[1] === sharer);
  const overLimit = sum(entries) + calls > limit.limit;
  const overShare = sum(mine) + calls > limit.shareLimit;
  const held = heldUntilMs > now();
  if (!overLimit && !overShare && !held) return { granted: true, used: sum(entries) + calls };
  return {
    granted: false,
    reason: held ? "held" : overLimit ? "limit" : "share",
    retryAtMs: Math.max(
      held ? heldUntilMs : 0,
      overLimit ? freeAt(limit, entries, limit.limit - calls) : 0,
      overShare ? freeAt(limit, mine, limit.shareLimit - calls) : 0,
    ),
  };
}

/** Reads, decides and writes until the write holds or there is nothing to write (null). False when it never held. */
async function change(limit: Limit, next: (state: State) => Omit<State, "version"> | null): Promise<boolean> {
  let state = await read(limit);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const changed = next(state);
    if (changed === null) return true;
    const newer = await save(limit, state, changed);
    if (newer === null) return true;
    state = newer;
    // Losers that all try again at once only make each other lose again.
    if (attempt > 2) await wait(Math.random() * Math.min(5 * attempt, 100));
  }
  return false;
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
  heldUntilMs: Number(item?.heldUntilMs ?? 0),
});

/** The item that refused a condition comes in DynamoDB's own attribute form. */
const fromAttributes = (item: Record<string, AttributeValue>): State =>
  toState({ version: item.version?.N, entries: item.entries?.S, heldUntilMs: item.heldUntilMs?.N });

/** Writes the next version; null when it held, otherwise the state that was newer. */
async function save(limit: Limit, seen: State, next: Omit<State, "version">): Promise<State | null> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: {
          ...key(limit),
          version: seen.version + 1,
          entries: JSON.stringify(next.entries),
          ...(next.heldUntilMs > now() ? { heldUntilMs: next.heldUntilMs } : {}),
        },
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
