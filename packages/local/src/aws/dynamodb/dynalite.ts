/**
 * The parts of dynalite 4.0.0 that we build on, typed. Its HTTP server is not used: operations are called as functions,
 * so that a write can run on an overlay of the store (`overlay.ts`). Pinned exactly; `../self-test.ts` notices a change.
 */
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { AwsError } from "../gate/aws-error.ts";

/** One attribute in DynamoDB's JSON, e.g. `{ S: "x" }`. */
type AttributeValue = { S?: string; N?: string; B?: string; [type: string]: unknown };
export type Item = Record<string, AttributeValue>;

type Callback<T> = (error: Error | null | undefined, value?: T) => void;
export type KeySchema = { AttributeName: string; KeyType: "HASH" | "RANGE" }[];
export type Index = {
  IndexName: string;
  KeySchema: KeySchema;
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
  IndexStatus?: string;
  [field: string]: unknown;
};
export type Table = {
  TableName: string;
  TableArn: string;
  TableStatus: string;
  KeySchema: KeySchema;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  GlobalSecondaryIndexes?: Index[];
};

export type CreateTableRequest = {
  TableName: string;
  BillingMode: "PAY_PER_REQUEST";
  KeySchema: KeySchema;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: KeySchema; Projection: Index["Projection"] }[];
};

/** One change of the key-value store under all tables. */
export type Change = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };

export type SubStore = {
  get: (key: string, callback: Callback<Item>) => void;
  put(key: string, value: unknown, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
  lock: (keys: string | string[], run: (release: (callback: () => void) => () => void) => void) => void;
};

/** Bounds of keys; `limit` −1 or absent means all. */
export type Range = { gte?: string; gt?: string; lte?: string; lt?: string; limit?: number; reverse?: boolean };

export type Level = {
  open(): Promise<void>;
  close(): Promise<void>;
  batch(changes: Change[]): Promise<void>;
  get(key: string, callback?: Callback<unknown>): Promise<unknown>;
  getSync(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
  iterator(range: Range): AsyncIterable<[string, unknown]>;
  values(range: Range & { highWaterMarkBytes: number }): {
    nextv(size: number): Promise<unknown[]>;
    close(): Promise<void>;
  };
  createValueStream(range: Range): Readable;
};

export type Store = {
  options: object;
  db: Level;
  tableDb: SubStore & { awsAccountId: string; awsRegion: string };
  getItemDb(table: string): SubStore;
  getIndexDb(kind: string, table: string, index: string): SubStore;
  getTable: (name: string, callback: Callback<Table>) => void;
};

/** A request after dynalite's validation; expressions are parsed into fields that start with `_`. */
export type Parsed = { TableName: string; Item?: Item; Key?: Item; ReturnValuesOnConditionCheckFailure?: string };

type Dynalite = {
  create(options: object): Store;
  createKey(key: Item, table: Table): string;
  validateKey(key: Item, table: Table): Error | undefined;
  validateItem(item: Item, table: Table): Error | undefined;
  itemSize(item: Item): number;
  getIndexActions(
    indexes: Index[],
    existing: Item | undefined,
    item: Item,
    table: Table,
  ): { puts: { index: string; key: string; item: Item }[] };
  checkConditional: (data: Parsed, existing: Item | undefined) => Error | null | undefined;
};
type Rules = { types: Record<string, unknown>; custom?: unknown };
type Validations = {
  checkTypes(data: object, types: Rules["types"]): Parsed;
  checkValidations(data: Parsed, types: Rules["types"], custom: unknown, store: Store): void;
};
type StockAction = (store: Store, data: Parsed, callback: Callback<object>) => void;

const require = createRequire(import.meta.url);
export const dynalite = require("dynalite/db") as Dynalite;
const validations = require("dynalite/validations") as Validations;

const OPERATIONS = new Set(
  (
    "BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable GetItem ListTables " +
    "ListTagsOfResource PutItem Query Scan TagResource UntagResource UpdateItem UpdateTable"
  ).split(" "),
);

export const isStock = (operation: string): boolean => OPERATIONS.has(operation);

const fileOf = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1);
const rulesOf = (operation: string): Rules => require(`dynalite/validations/${fileOf(operation)}`) as Rules;

/** Checks a request body as dynalite does and parses its expressions; throws an AwsError that names the fault. */
export function parseRequest(store: Store, operation: string, body: object): Parsed {
  const { types, custom } = rulesOf(operation);
  try {
    const data = validations.checkTypes(structuredClone(body), types);
    validations.checkValidations(data, types, custom, store);
    return data;
  } catch (error) {
    throw asAwsError(error);
  }
}

/** Runs dynalite's own implementation of an operation on a store (or an overlay of one). */
export function runStock(store: Store, operation: string, data: Parsed): Promise<object> {
  const action = require(`dynalite/actions/${fileOf(operation)}`) as StockAction;
  return promised((callback) => action(store, data, callback)).then((result) => result ?? {});
}

export const tableOf = async (store: Store, name: string): Promise<Table> => {
  const table = await promised<Table>((callback) => store.getTable(name, callback));
  if (table === undefined) throw new Error(`table ${name} has no description`);
  return table;
};

/** Turns dynalite's callback style into a promise, and its errors into AwsError. */
export function promised<T>(run: (callback: Callback<T>) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    run((error, value) => (error ? reject(asAwsError(error)) : resolve(value)));
  });
}

type StockError = Error & { statusCode: number; body: { __type: string; message?: string; Message?: string } };
const isStockError = (error: unknown): error is StockError =>
  error instanceof Error && "statusCode" in error && "body" in error;

/** Dynalite's errors carry the answer's body; anything else is a fault of ours and stays as it is. */
function asAwsError(error: unknown): unknown {
  if (!isStockError(error)) return error;
  const { __type, message, Message, ...fields } = error.body;
  return new AwsError(error.statusCode, __type.split("#")[1] ?? __type, message ?? Message ?? "", fields);
}

// Dynalite throws away ReturnValuesOnConditionCheckFailure: let it through validation and answer the item with the error.
for (const operation of ["PutItem", "UpdateItem", "DeleteItem"])
  rulesOf(operation).types["ReturnValuesOnConditionCheckFailure"] = { type: "String", enum: ["ALL_OLD", "NONE"] };
const stockCheck = dynalite.checkConditional;
dynalite.checkConditional = (data, existing) => {
  const error = stockCheck(data, existing);
  if (isStockError(error) && existing !== undefined && data.ReturnValuesOnConditionCheckFailure === "ALL_OLD")
    Object.assign(error.body, { Item: existing });
  return error;
};
