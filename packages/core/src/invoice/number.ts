/**
 * Gapless numbers: `INV-0001`, `INV-0002`, … per firm. A counter item moves from n to n + 1 in the very transaction that
 * writes the invoice, on the condition that it still is n: no invoice, no number; no number without its invoice.
 * Whoever was passed waits a random while, reads the counter again and tries once more.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import { VisibleError } from "../lib/error.ts";
import { claimGuard } from "../lib/table/guard.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { isConflict, type TransactItem } from "../lib/table/transact.ts";

const key = (tenantId: string) => ({ pk: `t#${tenantId}#counter`, sk: "invoice-number" });

/** `INV-0007`, `INV-12345`. */
export const numberOf = (sequence: number): string => `INV-${String(sequence).padStart(4, "0")}`;

/** The last number given; 0 before the first. One request. */
export async function lastSequence(tenantId: string): Promise<number> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId), ConsistentRead: true }),
  );
  return typeof Item?.last === "number" ? Item.last : 0;
}

/** Somebody else took the number first. What a person sees when that happened too often in a row. */
export class NumberPassed extends VisibleError {
  constructor() {
    super(
      "unavailable",
      "invoice.busy",
      "Many invoices are being made at this moment, and this one was not saved. Try again.",
      { retryAfterS: 2 },
    );
  }
}

/** The writes that give `sequence` to the invoice, on the condition that it is the next one. */
export const takeNumber = (tenantId: string, sequence: number, invoiceId: string): TransactItem[] => [
  {
    raw: {
      Update: {
        TableName: tableName(),
        Key: key(tenantId),
        UpdateExpression: "SET #last = :sequence",
        ConditionExpression: sequence === 1 ? "attribute_not_exists(pk)" : "#last = :before",
        ExpressionAttributeNames: { "#last": "last" },
        ExpressionAttributeValues: { ":sequence": sequence, ...(sequence === 1 ? {} : { ":before": sequence - 1 }) },
      },
    },
    refused: () => new NumberPassed(),
  },
  claimGuard({ tenantId, kind: "invoice-number", value: numberOf(sequence) }, invoiceId, () => new NumberPassed()),
];

/**
 * Tries until the number is ours: at most 30 tries, each after a random wait of up to 1.5 s. One of the callers who meet
 * always wins, so that a queue of hundreds empties; the wait keeps the others from meeting again.
 */
const contention = retry(
  handleWhen((error) => error instanceof NumberPassed || isConflict(error)),
  {
    maxAttempts: 30,
    backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: 1500, generator: fullJitterGenerator }),
  },
);

/** The last in line of each firm within this process: callers here wait for each other instead of racing. */
const lines = new Map<string, Promise<unknown>>();

async function inLine<T>(tenantId: string, run: () => Promise<T>): Promise<T> {
  const mine = (lines.get(tenantId) ?? Promise.resolve()).then(run, run);
  lines.set(tenantId, mine);
  try {
    return await mine;
  } finally {
    if (lines.get(tenantId) === mine) lines.delete(tenantId);
  }
}

/**
 * Runs `attempt` with the next number, again while other processes are faster: two requests when none is. A conflict that
 * outlasts all tries is `invoice.busy`.
 */
export async function withNextNumber<T>(tenantId: string, attempt: (sequence: number) => Promise<T>): Promise<T> {
  const once = async () => attempt((await lastSequence(tenantId)) + 1);
  try {
    return await inLine(tenantId, () => contention.execute(once));
  } catch (error) {
    throw isConflict(error) ? new NumberPassed() : error;
  }
}
