/** Index changes of an existing table: dynalite cannot add or drop an index, so its rows are built and removed here. */
import { dynalite } from "./dynalite.ts";
import type { Change, CreateTableRequest, Index, Item, Store, Table } from "./dynalite.ts";

const END = "\uFFFF";

/** Rewrites the table's index list and the rows of every index that is new, changed or gone, in one batch. */
export async function updateIndexList(store: Store, table: Table, wanted: CreateTableRequest): Promise<void> {
  const have = new Map((table.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  const want = new Map((wanted.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  const isSame = (name: string): boolean => shape(have.get(name)) === shape(want.get(name));
  const gone = [...have.keys()].filter((name) => !isSame(name));
  const fresh = [...want.keys()].filter((name) => !isSame(name));
  if (gone.length === 0 && fresh.length === 0) return;

  const changes: Change[] = [];
  for (const name of gone)
    for await (const [key] of rows(store, `index-global~${table.TableName}~${name}~`))
      changes.push({ type: "del", key });
  const kept = [...have.values()].filter(({ IndexName }) => !gone.includes(IndexName));
  const added = fresh.flatMap((name) => want.get(name) ?? []).map((index) => describeIndex(table, index));
  const updated: Table = {
    ...table,
    AttributeDefinitions: wanted.AttributeDefinitions,
    GlobalSecondaryIndexes: [...kept, ...added],
  };
  for await (const [, item] of rows(store, `item-${table.TableName}~`))
    for (const { index, key, item: row } of dynalite.getIndexActions(added, undefined, item as Item, updated).puts)
      changes.push({ type: "put", key: `index-global~${table.TableName}~${index}~${key}`, value: row });
  changes.push({ type: "put", key: `table~${table.TableName}`, value: updated });
  await store.db.batch(changes);
}

const shape = (index: Pick<Index, "KeySchema" | "Projection"> | undefined): string =>
  index === undefined ? "" : JSON.stringify([index.KeySchema, index.Projection]);

function describeIndex(table: Table, index: Pick<Index, "IndexName" | "KeySchema" | "Projection">): Index {
  return {
    ...index,
    IndexStatus: "ACTIVE",
    IndexArn: `${table.TableArn}/index/${index.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
  };
}

const rows = (store: Store, prefix: string): AsyncIterable<[string, unknown]> =>
  store.db.iterator({ gte: prefix, lt: prefix + END });
