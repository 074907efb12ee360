/**
 * A rate limit shared by every Lambda: never more than `limit` calls in *any* window of `windowMs`, and never more than
 * `shareLimit` of them for one sharer (a firm). One item per limit holds the calls granted per sub-bucket and sharer;
 * a take is one conditional write on its version. A refused condition returns the newer item, so a loser tries again
 * without reading. Takes of one process that wait at the same time share one write.
 *
 * Why a sliding log and not a counter per window: a fixed window lets twice the limit through around its edge, and the
 * provider counts calls when they arrive. So a grant also stays counted for `LATENESS_MS` longer than the window: the
 * longest a granted call may take to reach the provider, a third of it for our own write. Use a grant within eight seconds.
 */
import { AsyncResource } from "node:async_hooks";
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
const LATENESS_MS = 20_000;
const MAX_TRIES = 60;
/** When every try lost against other writers, or the write took too long: not a matter of the limit, but still no grant. */
const CONTENDED_MS = 1000;

/** `[bucket number, sharer, calls]`: short names keep the item small. */
type Entry = [bucket: number, sharer: string, calls: number];
interface State {
  entries: readonly Entry[];
  /** Epoch ms until which nobody may call; 0 when nothing holds. */
  heldUntilMs: number;
}
type Stored = State & { version: number };

const key = (limit: Limit) => ({ pk: "g#limiter", sk: limit.name });
const bucketMs = (limit: Limit) => limit.windowMs / BUCKETS;

interface Waiting {
  sharer: string;
  calls: number;
  /** The clock of whoever takes, not of whoever happens to write. */
  clock: () => number;
  resolve: (grant: Grant) => void;
  reject: (error: unknown) => void;
}
/** Who waits while a write for others is under way; absent when nothing is. */
const queues = new Map<string, Waiting[]>();

/** Takes `calls` from the limit for `sharer`, or says when to try again. Costs one or two requests; waits for nobody. */
export function take(limit: Limit, sharer: string, calls = 1): Promise<Grant> {
  if (calls < 1 || calls > Math.min(limit.limit, limit.shareLimit))
    throw new RangeError(`${calls} calls can never be granted within ${limit.name}`);
  return new Promise((resolve, reject) => {
    const waiting = { sharer, calls, clock: AsyncResource.bind(now), resolve, reject };
    const queue = queues.get(limit.name);
    if (queue) queue.push(waiting);
    else void drain(limit, [waiting]);
  });
}

async function drain(limit: Limit, first: Waiting[]): Promise<void> {
  for (let batch = first; batch.length > 0; batch = queues.get(limit.name) ?? []) {
    queues.set(limit.name, []);
    await settle(limit, batch);
  }
  queues.delete(limit.name);
}

/** Decides for all of a batch, in their order, and writes once. Never rejects: each of them is told. */
async function settle(limit: Limit, batch: readonly Waiting[]): Promise<void> {
  let grants: Grant[] = [];
  let decidedAt = 0;
  try {
    const settled = await change(limit, (stored) => {
      let state: State = stored;
      decidedAt = performance.now();
      grants = batch.map((one) => {
        const atMs = one.clock();
        const entries = counted(limit, state, atMs);
        const grant = decide(limit, state.heldUntilMs, entries, one, atMs);
        if (grant.granted)
          state = { ...state, entries: add(entries, Math.floor(atMs / bucketMs(limit)), one.sharer, one.calls) };
        return grant;
      });
      return state === stored ? null : state;
    });
    // A write that took long left its grants too old to be used: they stay counted, and harm nobody.
    const inTime = settled && performance.now() - decidedAt < LATENESS_MS / 3;
    for (const [i, one] of batch.entries()) {
      const grant = inTime ? grants[i] : undefined;
      one.resolve(grant ?? { granted: false, reason: "limit", retryAtMs: one.clock() + CONTENDED_MS });
    }
  } catch (error) {
    for (const one of batch) one.reject(error);
  }
}

/**
 * Nobody calls before `untilMs`: the provider refused a call although we had room, so somebody else uses our key. Bounded by
 * the limit's window. Costs one or two requests.
 */
export async function hold(limit: Limit, untilMs: number): Promise<void> {
  const heldUntilMs = Math.min(untilMs, now() + limit.windowMs);
  await change(limit, (stored) => (heldUntilMs > stored.heldUntilMs ? { ...stored, heldUntilMs } : null));
}

/** How many calls are counted now, and for whom: for the usage page. One request. */
export async function usage(
  limit: Limit,
  sharer: string,
): Promise<{ used: number; share: number; heldUntilMs: number | null }> {
  const stored = await read(limit);
  const entries = counted(limit, stored, now());
  return {
    used: sum(entries),
    share: sum(entries.filter((entry) => entry[1] === sharer)),
    heldUntilMs: stored.heldUntilMs > now() ? stored.heldUntilMs : null,
  };
}

/** Pure. The time told is the one at which *every* reason to refuse has gone. */
function decide(
  limit: Limit,
  heldUntilMs: number,
  entries: readonly Entry[],
  { sharer, calls }: Pick<Waiting, "sharer" | "calls">,
  atMs: number,
): Grant {
  const mine = entries.filter((entry) => entry[1] === sharer);
  const overLimit = sum(entries) + calls > limit.limit;
  const overShare = sum(mine) + calls > limit.shareLimit;
  const held = heldUntilMs > atMs;
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

/** When the calls of a bucket no longer count: once its last moment lies before the window and the lateness. */
const goneAt = (limit: Limit, bucket: number): number => (bucket + 1) * bucketMs(limit) + limit.windowMs + LATENESS_MS;

const counted = (limit: Limit, state: State, atMs: number): Entry[] =>
  state.entries.filter(([bucket]) => goneAt(limit, bucket) > atMs);

const sum = (entries: readonly Entry[]): number => entries.reduce((total, entry) => total + entry[2], 0);

function add(entries: readonly Entry[], bucket: number, sharer: string, calls: number): Entry[] {
  const same = entries.find((entry) => entry[0] === bucket && entry[1] === sharer);
  if (!same) return [...entries, [bucket, sharer, calls]];
  return entries.map((entry) => (entry === same ? [bucket, sharer, entry[2] + calls] : entry));
}

/** When enough of the oldest grants have left the window that no more than `room` (at least 0) remain. */
function freeAt(limit: Limit, entries: readonly Entry[], room: number): number {
  let left = sum(entries);
  let at = 0;
  for (const [bucket, , calls] of entries.toSorted((a, b) => a[0] - b[0])) {
    if (left <= room) break;
    left -= calls;
    at = goneAt(limit, bucket);
  }
  return at;
}

/** Reads, decides and writes until the write holds or there is nothing to write (null). False when it never held. */
async function change(limit: Limit, next: (stored: Stored) => State | null): Promise<boolean> {
  let stored = await read(limit);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const changed = next(stored);
    if (changed === null) return true;
    const newer = await save(limit, stored.version, changed);
    if (newer === null) return true;
    stored = newer;
    // Losers that all try again at once only make each other lose again.
    if (attempt > 2) await wait(Math.random() * Math.min(5 * attempt, 100));
  }
  return false;
}

async function read(limit: Limit): Promise<Stored> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(limit), ConsistentRead: true }),
  );
  return toStored(Item);
}

const toStored = (item: Record<string, unknown> | undefined): Stored => ({
  version: Number(item?.version ?? 0),
  entries: typeof item?.entries === "string" ? (JSON.parse(item.entries) as Entry[]) : [],
  heldUntilMs: Number(item?.heldUntilMs ?? 0),
});

/** The item that refused a condition comes in DynamoDB's own attribute form. */
const fromAttributes = (item: Record<string, AttributeValue>): Stored =>
  toStored({ version: item.version?.N, entries: item.entries?.S, heldUntilMs: item.heldUntilMs?.N });

/** Writes the next version; null when it held, otherwise the state that was newer. */
async function save(limit: Limit, seen: number, { entries, heldUntilMs }: State): Promise<Stored | null> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(limit), version: seen + 1, entries: JSON.stringify(entries), heldUntilMs },
        ConditionExpression: "attribute_not_exists(pk) OR #version = :seen",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":seen": seen },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? fromAttributes(error.Item) : read(limit);
  }
}
