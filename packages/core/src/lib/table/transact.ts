/**
 * All writes of one command, or none. The only caller of TransactWrite: ElectroDB's own transaction call *resolves* when
 * it was cancelled, which is the kind of success that loses money.
 */
import { TransactionCanceledException, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { ExponentialBackoff, handleWhen, retry } from "cockatiel";
import type { VisibleError } from "../error.ts";
import { documents } from "./table.ts";

type RawItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];
/** The item that was there, in DynamoDB's own attribute form: `existing?.version?.N`. */
export type Existing = Record<string, AttributeValue> | undefined;
type Refused = (existing: Existing) => VisibleError;

/** One write of a transaction. `refused` turns a failed condition into the error the caller should see; `written` is told of success. */
export interface TransactItem {
  raw: RawItem;
  refused?: Refused | undefined;
  written?: (() => void) | undefined;
}

/** DynamoDB takes 100 writes in one transaction. */
const MAX_ITEMS = 100;

interface WriteParams {
  TableName: string;
  Item?: Record<string, unknown>;
  Key?: Record<string, unknown>;
  UpdateExpression?: string;
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/**
 * A write item from an ElectroDB call that was not sent: `write(Client.create({...}))`, `write(Client.patch(key).set({...}))`,
 * `write(Client.remove(key))`.
 */
export function write(operation: { params: () => unknown }, refused?: Refused): TransactItem {
  const p = operation.params() as WriteParams;
  const shared = {
    TableName: p.TableName,
    ...(p.ConditionExpression ? { ConditionExpression: p.ConditionExpression } : {}),
    ...(p.ExpressionAttributeNames && Object.keys(p.ExpressionAttributeNames).length > 0
      ? { ExpressionAttributeNames: p.ExpressionAttributeNames }
      : {}),
    ...(p.ExpressionAttributeValues && Object.keys(p.ExpressionAttributeValues).length > 0
      ? { ExpressionAttributeValues: p.ExpressionAttributeValues }
      : {}),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
  if (p.Item) return { raw: { Put: { ...shared, Item: p.Item } }, refused };
  if (p.UpdateExpression)
    return { raw: { Update: { ...shared, Key: p.Key, UpdateExpression: p.UpdateExpression } }, refused };
  return { raw: { Delete: { ...shared, Key: p.Key } }, refused };
}

/**
 * A write that makes an item when there is none and leaves one that is there as it is, so that it never fails the
 * transaction: `ensure(Case.put({...}))`.
 */
export function ensure(put: { params: () => unknown }): TransactItem {
  const { TableName, Item = {} } = put.params() as WriteParams;
  const { pk, sk, ...rest } = Item;
  const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    raw: {
      Update: {
        TableName,
        Key: { pk, sk },
        UpdateExpression: `SET ${fields.map((_, n) => `#f${n} = if_not_exists(#f${n}, :f${n})`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name], n) => [`#f${n}`, name])),
        ExpressionAttributeValues: Object.fromEntries(fields.map(([, value], n) => [`:f${n}`, value])),
      },
    },
  };
}

/** A condition failed and its item named no visible error: a defect, or a race the caller handles by `index`. */
export class TransactionRefused extends Error {
  override readonly name = "TransactionRefused";
  readonly index: number;
  readonly existing: Existing;
  constructor(index: number, existing: Existing) {
    super(`transaction refused by item ${index}`);
    this.index = index;
    this.existing = existing;
  }
}

/** Two transactions met on one item, and no condition failed: trying again may succeed. */
export const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === "TransactionConflict") &&
  !(error.CancellationReasons ?? []).some((reason) => reason.Code === "ConditionalCheckFailed");

const onConflict = retry(handleWhen(isConflict), {
  maxAttempts: 5,
  backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 400 }),
});

/** Writes everything or nothing. A failed condition throws that item's visible error, or `TransactionRefused`. */
export async function transact(items: readonly TransactItem[]): Promise<void> {
  if (items.length === 0) return;
  if (items.length > MAX_ITEMS) throw new Error(`transaction of ${items.length} items; DynamoDB takes ${MAX_ITEMS}`);
  try {
    await onConflict.execute(() =>
      documents.send(new TransactWriteCommand({ TransactItems: items.map((item) => item.raw) })),
    );
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const index = reasons.findIndex((reason) => reason.Code === "ConditionalCheckFailed");
    if (index < 0) throw error;
    const existing = reasons[index]?.Item;
    throw items[index]?.refused?.(existing) ?? new TransactionRefused(index, existing);
  }
  for (const { written } of items) written?.();
}
