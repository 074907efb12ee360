/** Writes a unit's changes: one plain write when there is one, a transaction otherwise, and tells its failures apart. */
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { transact, TransactionRefused, type TransactItem } from "../../lib/table/transact.ts";
import type { Fields } from "./where.ts";

/** One item written or, without `item`, removed. */
export interface Change {
  pk: string;
  sk: string;
  item?: Fields;
  /** What must be there: nothing, a version of the row, a pointer to the row, or whatever. */
  expect: "absent" | "any" | { version: number } | { at: string };
  /** For an item that claims a unique value: who asks for what. */
  claim?: { model: string; columns: readonly string[] };
}

/** A row changed between reading and writing: decide again. */
export class Stale extends Error {
  override readonly name = "Stale";
}

/** Another row holds the value. Names columns, never the value. */
export class NotUnique extends Error {
  override readonly name = "NotUnique";
  readonly model: string;
  readonly columns: readonly string[];
  constructor(model: string, columns: readonly string[]) {
    super(`auth: another ${model} has the same ${columns.join(" and ")}`);
    this.model = model;
    this.columns = columns;
  }
}

const failure = (change: Change | undefined): Error =>
  change?.claim && change.expect === "absent"
    ? new NotUnique(change.claim.model, change.claim.columns)
    : new Stale("auth: changed meanwhile");

/** Writes all changes or none. */
export async function commit(
  documents: DynamoDBDocumentClient,
  table: string,
  changes: Change[],
  extra: readonly TransactItem[] = [],
): Promise<void> {
  const [only] = changes;
  try {
    if (only && changes.length === 1 && extra.length === 0) await one(documents, table, only);
    else await transact([...changes.map((change): TransactItem => ({ raw: raw(table, change) })), ...extra]);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw failure(only);
    if (error instanceof TransactionRefused && error.index < changes.length) throw failure(changes[error.index]);
    // Another transaction holds the item: nobody refused us, so decide again.
    if (error instanceof TransactionConflictException || isConflict(error))
      throw new Stale("auth: busy", { cause: error });
    throw error;
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).every(({ Code }) => Code === "None" || Code === "TransactionConflict");

async function one(documents: DynamoDBDocumentClient, table: string, change: Change): Promise<void> {
  const { Put, Delete } = raw(table, change);
  if (Put) await documents.send(new PutCommand(Put));
  if (Delete) await documents.send(new DeleteCommand(Delete));
}

function raw(table: string, change: Change): TransactItem["raw"] {
  const key = { pk: change.pk, sk: change.sk };
  const condition = conditionOf(change.expect);
  if (change.item) return { Put: { TableName: table, Item: { ...key, ...change.item }, ...condition } };
  return { Delete: { TableName: table, Key: key, ...condition } };
}

function conditionOf(expect: Change["expect"]) {
  if (expect === "any") return {};
  if (expect === "absent") return { ConditionExpression: "attribute_not_exists(pk)" };
  const [name, value] = "version" in expect ? ["v", expect.version] : ["at", expect.at];
  return {
    ConditionExpression: "#name = :value",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: { ":value": value },
  };
}
