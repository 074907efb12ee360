/**
 * Gapless numbers, `INV-0001`, `INV-0002`, … per firm and kind of record. A counter item moves from n to n + 1 in the very
 * transaction that writes the record, on the condition that it still is n: no record, no number; no number without its
 * record. Whoever was passed waits a random while, reads the counter again and tries once more.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import { VisibleError } from "../error.ts";
import { claimGuard } from "./guard.ts";
import { documents, tableName } from "./table.ts";
import { isConflict, type TransactItem } from "./transact.ts";

export interface Sequence {
  /** `invoice`: names the counter and the guard (`invoice-number`) and the error `invoice.busy`. */
  record: string;
  /** `INV`. */
  prefix: string;
}

const kindOf = ({ record }: Sequence): string => `${record}-number`;
const key = (sequence: Sequence, tenantId: string) => ({ pk: `t#${tenantId}#counter`, sk: kindOf(sequence) });

/** `INV-0007`, `INV-12345`. */
export const numberOf = ({ prefix }: Sequence, n: number): string => `${prefix}-${String(n).padStart(4, "0")}`;

/** The last number given; 0 before the first. One request. */
export async function lastNumber(sequence: Sequence, tenantId: string): Promise<number> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(sequence, tenantId), ConsistentRead: true }),
  );
  return typeof Item?.last === "number" ? Item.last : 0;
}

/** Somebody else took the number first. What a person sees when that happened too often in a row. */
class NumberPassed extends VisibleError {
  constructor({ record }: Sequence) {
    super(
      "unavailable",
      `${record}.busy`,
      `Many ${record}s are being made at this moment, and this one was not saved. Try again.`,
      { retryAfterS: 2 },
    );
  }
}

/** The writes that give number `n` to the record `owner`, on the condition that it is the next one. */
export const takeNumber = (sequence: Sequence, tenantId: string, n: number, owner: string): TransactItem[] => [
  {
    raw: {
      Update: {
        TableName: tableName(),
        Key: key(sequence, tenantId),
        UpdateExpression: "SET #last = :n",
        ConditionExpression: n === 1 ? "attribute_not_exists(pk)" : "#last = :before",
        ExpressionAttributeNames: { "#last": "last" },
        ExpressionAttributeValues: { ":n": n, ...(n === 1 ? {} : { ":before": n - 1 }) },
      },
    },
    refused: () => new NumberPassed(sequence),
  },
  claimGuard(
    { tenantId, kind: kindOf(sequence), value: numberOf(sequence, n) },
    owner,
    () => new NumberPassed(sequence),
  ),
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

/** The last in line of each firm and kind within this process: callers here wait for each other instead of racing. */
const lines = new Map<string, Promise<unknown>>();

async function inLine<T>(line: string, run: () => Promise<T>): Promise<T> {
  const mine = (lines.get(line) ?? Promise.resolve()).then(run, run);
  lines.set(line, mine);
  try {
    return await mine;
  } finally {
    if (lines.get(line) === mine) lines.delete(line);
  }
}

/**
 * Runs `attempt` with the next number, again while other processes are faster: two requests when none is. A conflict that
 * outlasts all tries is `<record>.busy`.
 */
export async function withNextNumber<T>(
  sequence: Sequence,
  tenantId: string,
  attempt: (n: number) => Promise<T>,
): Promise<T> {
  const once = async () => attempt((await lastNumber(sequence, tenantId)) + 1);
  try {
    return await inLine(`${tenantId} ${sequence.record}`, () => contention.execute(once));
  } catch (error) {
    throw isConflict(error) ? new NumberPassed(sequence) : error;
  }
}
