/**
 * Counted attempts, shared by every Lambda: at most `max` within a window, counted before the attempt is made, so that
 * parallel guesses cannot slip through between a read and a write. One item per key, removed by the table's TTL.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { now } from "./clock.ts";
import { hashToken } from "./secret/crypto.ts";
import { documents, tableName } from "./table/table.ts";

export interface AttemptRule {
  /** Names the counter: `password`, `rate`, `mail`. */
  kind: string;
  max: number;
  windowMs: number;
  /** Whether each attempt starts the window anew: a lock that lasts `windowMs` from the last attempt. */
  sliding: boolean;
}

export type Attempt = { allowed: true } | { allowed: false; retryAfterMs: number };

/** What is counted (an address, an IP and path) is hashed: it is personal data, and may be long. */
const key = (rule: AttemptRule, what: string) => ({ pk: `g#attempts#${rule.kind}#${hashToken(what)}`, sk: "attempts" });

/** Counts one attempt, or refuses it. One request; two when a window begins or the attempt is refused. */
export async function attempt(rule: AttemptRule, what: string): Promise<Attempt> {
  const at = now();
  const untilMs = at + rule.windowMs;
  const next = { ":one": 1, ":now": at, ":until": untilMs, ":ttl": Math.ceil(untilMs / 1000) };
  const extend = rule.sliding ? ", untilMs = :until, #ttl = :ttl" : "";
  const { ":until": _until, ":ttl": _ttl, ...within } = next;
  const counted = await write(rule, what, {
    UpdateExpression: `SET attempts = attempts + :one${extend}`,
    ConditionExpression: "untilMs > :now AND attempts < :max",
    ExpressionAttributeValues: { ...(rule.sliding ? next : within), ":max": rule.max },
    ...(rule.sliding ? { ExpressionAttributeNames: { "#ttl": "ttl" } } : {}),
  });
  if (counted === null) return { allowed: true };
  const begun = await write(rule, what, {
    UpdateExpression: "SET attempts = :one, untilMs = :until, #ttl = :ttl",
    ConditionExpression: "attribute_not_exists(pk) OR untilMs <= :now",
    ExpressionAttributeNames: { "#ttl": "ttl" },
    ExpressionAttributeValues: next,
  });
  if (begun === null) return { allowed: true };
  // Somebody began the window between the two writes, and there may still be room in it.
  return begun.attempts < rule.max ? attempt(rule, what) : { allowed: false, retryAfterMs: begun.untilMs - at };
}

/** Forgets the attempts: the password was right after all. */
export async function forgetAttempts(rule: AttemptRule, what: string): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: tableName(), Key: key(rule, what) }));
}

type Write = Pick<
  ConstructorParameters<typeof UpdateCommand>[0],
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** Null when it was written; otherwise the counter as it is. */
async function write(rule: AttemptRule, what: string, update: Write) {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key(rule, what),
        ...update,
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { attempts: Number(error.Item?.attempts?.N ?? 0), untilMs: Number(error.Item?.untilMs?.N ?? 0) };
  }
}
