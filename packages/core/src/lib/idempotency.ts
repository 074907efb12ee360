/**
 * `Idempotency-Key`: the same key with the same request is done once and answered the same, for a day. A claim item is
 * written first; a command that passes `settled(answer)` into its own transaction makes "done" and "answered" one fact,
 * so not even a crash in between runs it twice.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, MINUTE_MS, now, SECOND_MS, ttlIn } from "./clock.ts";
import { VisibleError } from "./error.ts";
import { newUlid } from "./id.ts";
import { documents, tableName } from "./table/table.ts";
import type { TransactItem } from "./table/transact.ts";

export interface IdempotentRequest {
  tenantId: string;
  userId: string;
  key: string;
  /** A hash of method, path and body: the same key may not mean something else. */
  fingerprint: string;
}

interface Claim {
  Key: { pk: string; sk: string };
  owner: string;
  /** Whether a transaction of the command has written the answer. */
  isSettled: boolean;
}

const KEEP_MS = DAY_MS;
/** Longer than any function may run: a claim this old belongs to a process that is gone. */
const ABANDONED_MS = MINUTE_MS;

const scope = new AsyncLocalStorage<Claim>();

/** Runs `run` once per key. `replayed` answers are the stored ones; they are JSON, to be parsed by the route's schema. */
export async function once(
  request: IdempotentRequest,
  run: () => Promise<unknown>,
): Promise<{ answer: unknown; replayed: boolean }> {
  const claim: Claim = {
    Key: { pk: `t#${request.tenantId}#idempotency#${request.userId}`, sk: request.key },
    owner: newUlid(),
    isSettled: false,
  };
  const earlier = await take(claim, request.fingerprint);
  if (earlier) return { answer: replay(earlier, request.fingerprint), replayed: true };
  try {
    const answer = await scope.run(claim, run);
    if (!claim.isSettled) await settle(claim, answer);
    return { answer, replayed: false };
  } catch (error) {
    // A visible error means that nothing was written, so the key is free again. Anything else may have been written.
    if (error instanceof VisibleError) await release(claim);
    throw error;
  }
}

/** The write that records the answer with the command's own effect; nothing outside an idempotent request. */
export function settled(answer: unknown): TransactItem[] {
  const claim = scope.getStore();
  if (!claim) return [];
  const written = () => {
    claim.isSettled = true;
  };
  return [{ raw: { Update: { TableName: tableName(), ...settling(claim, answer) } }, written }];
}

const settling = (claim: Claim, answer: unknown) => ({
  Key: claim.Key,
  UpdateExpression: "SET #state = :done, #answer = :answer",
  ConditionExpression: "#owner = :owner",
  ExpressionAttributeNames: { "#state": "state", "#answer": "answer", "#owner": "owner" },
  ExpressionAttributeValues: { ":done": "done", ":answer": JSON.stringify(answer ?? null), ":owner": claim.owner },
});

/** Takes the key; null when it is ours, otherwise the item that holds it. */
async function take({ Key, owner }: Claim, fingerprint: string): Promise<Record<string, { S?: string }> | null> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...Key, owner, fingerprint, state: "running", startedAt: now(), ttl: ttlIn(KEEP_MS) },
        ConditionExpression:
          "attribute_not_exists(pk) OR #ttl < :now OR (#state = :running AND startedAt < :abandoned AND fingerprint = :fingerprint)",
        ExpressionAttributeNames: { "#state": "state", "#ttl": "ttl" },
        ExpressionAttributeValues: {
          ":running": "running",
          ":now": ttlIn(0),
          ":abandoned": now() - ABANDONED_MS,
          ":fingerprint": fingerprint,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const item = error.Item ?? {};
    // The claim that stands there is ours: its answer was lost, and the SDK asked again.
    return item.owner?.S === owner ? null : item;
  }
}

function replay(item: Record<string, { S?: string }>, fingerprint: string): unknown {
  if (item.fingerprint?.S !== fingerprint)
    throw new VisibleError("conflict", "idempotency.key-reused", "This Idempotency-Key was used for another request.");
  if (item.state?.S !== "done")
    throw new VisibleError("conflict", "idempotency.in-progress", "The same request is being worked on right now.", {
      retryAfterS: (5 * SECOND_MS) / 1000,
    });
  return JSON.parse(item.answer?.S ?? "null") as unknown;
}

async function settle(claim: Claim, answer: unknown): Promise<void> {
  await documents.send(new UpdateCommand({ TableName: tableName(), ...settling(claim, answer) }));
}

async function release({ Key, owner }: Claim): Promise<void> {
  await documents
    .send(
      new DeleteCommand({
        TableName: tableName(),
        Key,
        ConditionExpression: "#owner = :owner AND #state = :running",
        ExpressionAttributeNames: { "#owner": "owner", "#state": "state" },
        ExpressionAttributeValues: { ":owner": owner, ":running": "running" },
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
}
