/** Brings the tables of the data folder to what the plan says. */
import { AwsError } from "../gate/aws-error.ts";
import type { KeyPlan, TablePlan } from "../plan.ts";
import { parseRequest, promised, runStock } from "./dynalite.ts";
import type { CreateTableRequest, KeySchema, Store, Table } from "./dynalite.ts";
import { setTtlAttribute, ttlAttribute } from "./expiry.ts";
import { updateIndexList } from "./reindex.ts";

/** The folder's table has another primary key, which no store can change afterwards. */
export class TableKeyChanged extends Error {
  constructor(table: string) {
    super(`table ${table} has another primary key than the plan`);
    this.name = "TableKeyChanged";
  }
}

/** Creates the table, or adds and drops indexes and TTL of an existing one as the plan now has them. */
export async function ensureTable(store: Store, plan: TablePlan): Promise<void> {
  const existing = await describe(store, plan.name);
  if (existing === undefined) {
    await runStock(store, "CreateTable", parseRequest(store, "CreateTable", createRequest(plan)));
    await settle(store, plan.name);
  } else {
    if (JSON.stringify(existing.KeySchema) !== JSON.stringify(keySchema(plan.key)))
      throw new TableKeyChanged(plan.name);
    await settle(store, plan.name);
    await updateIndexList(store, existing, createRequest(plan));
  }
  if ((await ttlAttribute(store, plan.name)) !== plan.ttlAttribute)
    await setTtlAttribute(store, plan.name, plan.ttlAttribute);
}

/** The table's row is written ACTIVE only after a timer; a kill before it would leave CREATING for ever, so we write it. */
async function settle(store: Store, name: string): Promise<void> {
  const table = await describe(store, name);
  if (table === undefined || table.TableStatus === "ACTIVE") return;
  table.TableStatus = "ACTIVE";
  for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = "ACTIVE";
  await promised<void>((callback) => store.tableDb.put(name, table, callback));
}

async function describe(store: Store, name: string): Promise<Table | undefined> {
  try {
    const { Table: table } = (await runStock(store, "DescribeTable", { TableName: name })) as { Table: Table };
    return table;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

function createRequest(plan: TablePlan): CreateTableRequest {
  const indexes = plan.indexes ?? [];
  const names = new Set(
    [plan.key, ...indexes.map(({ key }) => key)].flatMap(({ hash, range }) =>
      range === undefined ? [hash] : [hash, range],
    ),
  );
  return {
    TableName: plan.name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keySchema(plan.key),
    AttributeDefinitions: [...names].map((name) => ({
      AttributeName: name,
      AttributeType: plan.attributes?.[name] ?? "S",
    })),
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map(({ name, key, projection = "ALL" }) => ({
            IndexName: name,
            KeySchema: keySchema(key),
            Projection:
              typeof projection === "string"
                ? { ProjectionType: projection }
                : { ProjectionType: "INCLUDE", NonKeyAttributes: projection.include },
          })),
        }),
  };
}

const keySchema = ({ hash, range }: KeyPlan): KeySchema => [
  { AttributeName: hash, KeyType: "HASH" },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" as const }]),
];
