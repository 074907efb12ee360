/** Writes: single items and batches, each committed in one LevelDB batch together with index rows and expiries. */
import { dynalite, parseRequest, runStock, tableOf } from "./dynalite.ts";
import type { Change, Item, Parsed, Store } from "./dynalite.ts";
import { ttlAttribute } from "./expiry.ts";
import { commit, locked } from "./lock.ts";
import type { Keys } from "./lock.ts";
import { overlay } from "./overlay.ts";
import type { TableView } from "./overlay.ts";

export const viewOf = async (store: Store, name: string): Promise<TableView> => ({
  table: await tableOf(store, name),
  ttlAttribute: await ttlAttribute(store, name),
});

/** PutItem, UpdateItem or DeleteItem. */
export async function writeItem(store: Store, operation: string, body: object): Promise<object> {
  const data = parseRequest(store, operation, body);
  const view = await viewOf(store, data.TableName);
  const key = keyOf(data, view);
  // A key that does not fit the table: dynalite finds the words for it before it writes anything.
  if (key === undefined) return runStock(store, operation, data);
  return locked(store, new Map([[data.TableName, new Set([key])]]), async () => {
    const changes: Change[] = [];
    const result = await runStock(overlay(store, new Map([[data.TableName, view]]), changes), operation, data);
    await commit(store, changes);
    return result;
  });
}

function keyOf(data: Parsed, { table }: TableView): string | undefined {
  const source = data.Item ?? data.Key ?? {};
  const fault = data.Item ? dynalite.validateItem(source, table) : dynalite.validateKey(source, table);
  return fault == null ? dynalite.createKey(source, table) : undefined;
}

type BatchWrite = Parsed & {
  RequestItems: Record<string, { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]>;
};

/** BatchWriteItem. AWS promises no atomicity across a batch, so callers must not count on it; here it happens to hold. */
export async function writeBatch(store: Store, body: object): Promise<object> {
  const data = parseRequest(store, "BatchWriteItem", body) as BatchWrite;
  const keys: Keys = new Map();
  const views = new Map<string, TableView>();
  for (const [name, requests] of Object.entries(data.RequestItems)) {
    const view = await viewOf(store, name);
    views.set(name, view);
    const wanted = requests.flatMap(({ PutRequest, DeleteRequest }) => {
      const key = keyOf({ TableName: name, ...PutRequest, ...DeleteRequest }, view);
      return key === undefined ? [] : [key];
    });
    keys.set(name, new Set(wanted));
  }
  return locked(store, keys, async () => {
    const changes: Change[] = [];
    const result = await runStock(overlay(store, views, changes), "BatchWriteItem", data);
    await commit(store, changes);
    return result;
  });
}
