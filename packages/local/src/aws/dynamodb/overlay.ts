/**
 * A view of the store that reads through but collects writes, so that whatever dynalite's own actions do can be
 * committed in one LevelDB batch: the item, its index rows and its expiry entry appear together or not at all.
 */
import { AwsError } from "../gate/aws-error.ts";
import type { Change, Item, Store, SubStore, Table } from "./dynalite.ts";
import { expiryChanges } from "./expiry.ts";

/**
 * @param tables descriptions of the tables that the actions may touch, with their TTL attribute
 * @param changes where the writes are collected
 */
export function overlay(store: Store, tables: Map<string, TableView>, changes: Change[]): Store {
  const sink = (prefix: string): Pick<SubStore, "put" | "del"> => ({
    put: (key, value, callback) => {
      changes.push({ type: "put", key: prefix + key, value });
      callback(null);
    },
    del: (key, callback) => {
      changes.push({ type: "del", key: prefix + key });
      callback(null);
    },
  });

  const itemDb = (name: string): SubStore => {
    const before = new Map<string, Item | undefined>();
    const write = sink(`item-${name}~`);
    const view = tables.get(name);
    return {
      // The caller holds the locks of all keys already.
      lock: (_keys, run) => run((callback) => callback),
      get: (key, callback) =>
        store.getItemDb(name).get(key, (error, item) => {
          before.set(key, item);
          callback(error, item && structuredClone(item));
        }),
      put: (key, value, callback) => {
        const item = value as Item;
        const fault = view && emptyIndexKey(view.table, item);
        if (fault !== undefined) return callback(fault);
        changes.push(...expiryChanges(name, key, view?.ttlAttribute, before.get(key), item));
        write.put(key, value, callback);
      },
      del: (key, callback) => {
        changes.push(...expiryChanges(name, key, view?.ttlAttribute, before.get(key), undefined));
        write.del(key, callback);
      },
    };
  };

  return {
    options: store.options,
    db: store.db,
    tableDb: store.tableDb,
    getTable: store.getTable,
    getItemDb: itemDb,
    getIndexDb: (kind, table, index) => {
      const unused = store.getIndexDb(kind, table, index);
      return { ...sink(`index-${kind.toLowerCase()}~${table}~${index}~`), get: unused.get, lock: unused.lock };
    },
  };
}

export type TableView = { table: Table; ttlAttribute: string | undefined };

/** AWS refuses an empty string as an index key (dynalite accepts it), a transaction as a whole; the words are AWS's. */
export class EmptyIndexKey extends AwsError {
  constructor(index: string, key: string) {
    super(
      400,
      "ValidationException",
      "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
        `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index}, IndexKey: ${key}`,
    );
  }
}

function emptyIndexKey(table: Table, item: Item): EmptyIndexKey | undefined {
  for (const index of table.GlobalSecondaryIndexes ?? [])
    for (const { AttributeName: name } of index.KeySchema)
      if (item[name]?.S === "" || item[name]?.B === "") return new EmptyIndexKey(index.IndexName, name);
  return undefined;
}
