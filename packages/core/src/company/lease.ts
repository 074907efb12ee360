/**
 * One asker for one company at a time, over all Lambdas: a short lease beside the company's cached rows. Whoever does not get
 * it waits for the rows that the holder writes. A holder that fails leaves its reason for those who wait, so that twenty
 * requests for a company cost one attempt also when the register is down. A holder that dies loses the lease in seconds.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { MINUTE_MS, now, SECOND_MS, ttlIn } from "../lib/clock.ts";
import { ProviderError, type ProviderErrorKind } from "../lib/provider/error.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { PROVIDER } from "../provider/companies-house/index.ts";
import { companyKey } from "./cache.ts";

/** A little longer than the adapter's whole time budget; who waits for it waits a little longer still. */
const LEASE_MS = 13 * SECOND_MS;

const key = (number: string) => ({ pk: companyKey(number), sk: "lease" });

/** Takes the lease for `owner`; otherwise answers who holds it. One request. */
export async function takeLease(
  number: string,
  owner: string,
): Promise<{ taken: true } | { taken: false; by: string }> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: { ...key(number), owner, untilMs: now() + LEASE_MS, ttl: ttlIn(5 * MINUTE_MS) },
        ConditionExpression: "attribute_not_exists(pk) OR untilMs <= :now",
        ExpressionAttributeValues: { ":now": now() },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { taken: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { taken: false, by: error.Item?.owner?.S ?? "" };
  }
}

/** Gives the lease back; `failure` is told to those who wait. One request. */
export async function releaseLease(number: string, owner: string, failure?: unknown): Promise<void> {
  const told = failure instanceof ProviderError ? failure : undefined;
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key(number),
        UpdateExpression: "SET untilMs = :none, failure = :failure",
        ConditionExpression: "#owner = :owner",
        ExpressionAttributeNames: { "#owner": "owner" },
        ExpressionAttributeValues: {
          ":none": 0,
          ":owner": owner,
          ":failure": told ? { kind: told.kind, retryAfterMs: told.details.retryAfterMs } : null,
        },
      }),
    );
  } catch (error) {
    // Somebody else has it by now: there is nothing to give back.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

export type Waited = { state: "held" } | { state: "free" } | { state: "failed"; error: ProviderError };

/** How it stands with the lease that `holder` had. One request. */
export async function leaseOf(number: string, holder: string): Promise<Waited> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(number), ConsistentRead: true }),
  );
  if (Item && Item.owner !== holder) return { state: "free" };
  const failure = Item?.failure as { kind: ProviderErrorKind; retryAfterMs?: number } | null | undefined;
  if (failure)
    return {
      state: "failed",
      error: new ProviderError(failure.kind, { provider: PROVIDER, retryAfterMs: failure.retryAfterMs }),
    };
  return { state: Item && Number(Item.untilMs) > now() ? "held" : "free" };
}
