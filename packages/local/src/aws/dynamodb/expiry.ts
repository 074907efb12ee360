/**
 * TTL: an ordered list of expiries beside each table, kept in the same batch as the items, so that a sweep reads only
 * what has expired. Rows: `ttl~<table>` = the attribute, `expiry~<table>~<epoch s, padded>~<item key>` = that key.
 */
import type { Change, Item, Store } from "./dynalite.ts";

const END = "\uFFFF";
const pad = (epochS: number): string => String(Math.floor(epochS)).padStart(16, "0");
const row = (table: string, epochS: number, key: string): string => `expiry~${table}~${pad(epochS)}~${key}`;

/** As in AWS, an expiry more than five years past is taken for a mistake and ignored. */
const OLDEST_S = 5 * 365 * 24 * 3600;

function epochOf(item: Item | undefined, attribute: string): number | undefined {
  const text = item?.[attribute]?.N;
  const epochS = text === undefined ? Number.NaN : Number(text);
  return epochS > 0 && epochS < 1e15 ? epochS : undefined;
}

/** What a write of one item changes in the list. */
export function expiryChanges(
  table: string,
  key: string,
  attribute: string | undefined,
  before: Item | undefined,
  after: Item | undefined,
): Change[] {
  if (attribute === undefined) return [];
  const old = epochOf(before, attribute);
  const fresh = epochOf(after, attribute);
  if (old === fresh) return [];
  return [
    ...(old === undefined ? [] : [{ type: "del" as const, key: row(table, old, key) }]),
    ...(fresh === undefined ? [] : [{ type: "put" as const, key: row(table, fresh, key), value: key }]),
  ];
}

/** Every write asks for it, so it is read from the store once. */
const known = new WeakMap<Store, Map<string, string | undefined>>();

const knownOf = (store: Store): Map<string, string | undefined> => {
  const map = known.get(store) ?? new Map<string, string | undefined>();
  known.set(store, map);
  return map;
};

/** The TTL attribute of a table, if it has TTL switched on. */
export async function ttlAttribute(store: Store, table: string): Promise<string | undefined> {
  const map = knownOf(store);
  if (!map.has(table)) map.set(table, (await store.db.get(`ttl~${table}`)) as string | undefined);
  return map.get(table);
}

/** Switches TTL on (attribute) or off (undefined); the list is rebuilt from the items in one batch. */
export async function setTtlAttribute(store: Store, table: string, attribute: string | undefined): Promise<void> {
  const changes: Change[] = [
    attribute === undefined
      ? { type: "del", key: `ttl~${table}` }
      : { type: "put", key: `ttl~${table}`, value: attribute },
  ];
  for await (const [key] of range(store, `expiry~${table}~`)) changes.push({ type: "del", key });
  const prefix = `item-${table}~`;
  for await (const [key, item] of range(store, prefix))
    changes.push(...expiryChanges(table, key.slice(prefix.length), attribute, undefined, item as Item));
  await store.db.batch(changes);
  knownOf(store).set(table, attribute);
}

/** Keys of at most `limit` items of the table that expired before `nowS`, oldest first, read from the list. */
export async function expired(store: Store, table: string, nowS: number, limit: number): Promise<string[]> {
  const from = `expiry~${table}~${pad(Math.max(0, nowS - OLDEST_S))}`;
  const keys: string[] = [];
  for await (const [, key] of store.db.iterator({ gte: from, lt: `expiry~${table}~${pad(nowS)}`, limit }))
    keys.push(key as string);
  return keys;
}

/** Names of the tables that have TTL switched on. */
export async function tablesWithTtl(store: Store): Promise<string[]> {
  const names: string[] = [];
  for await (const [key] of range(store, "ttl~")) names.push(key.slice("ttl~".length));
  return names;
}

const range = (store: Store, prefix: string): AsyncIterable<[string, unknown]> =>
  store.db.iterator({ gte: prefix, lt: prefix + END });
