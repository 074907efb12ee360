/**
 * Circuit breaker (R14): opens after 5 consecutive failures, half-open after 5 minutes with one probe. Its state is an
 * item shared by every Lambda, per provider and scope (a tenant, or `all`), because a breaker in one process protects
 * nobody. Only `unavailable`, `rate-limit` and `contract` count: a 4xx other than 429 says nothing about health.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { MINUTE_MS, now, ttlIn, DAY_MS } from "../clock.ts";
import { documents, tableName } from "../table/table.ts";
import { ProviderError } from "./error.ts";

const FAILURES_TO_OPEN = 5;
const OPEN_FOR_MS = 5 * MINUTE_MS;

export interface BreakerState {
  state: "closed" | "open" | "half-open";
  failures: number;
  /** Epoch ms at which a probe is let through; null while closed. */
  probeAt: number | null;
  /** Epoch ms of the last failure and success seen, for the status page; null when never. */
  lastFailureAt: number | null;
  lastSuccessAt: number | null;
}

const key = (provider: string, scope: string) => ({ pk: `g#breaker#${provider}`, sk: scope });

/** The breaker's state. One request. */
export async function breakerState(provider: string, scope = "all"): Promise<BreakerState> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(provider, scope), ConsistentRead: true }),
  );
  return toState(Item);
}

function toState(item: Record<string, unknown> | undefined): BreakerState {
  const probeAt = item?.probeAt === undefined ? null : Number(item.probeAt);
  const state = probeAt === null ? "closed" : probeAt <= now() ? "half-open" : "open";
  const instant = (value: unknown) => (value === undefined ? null : Number(value));
  return {
    state,
    failures: Number(item?.failures ?? 0),
    probeAt,
    lastFailureAt: instant(item?.lastFailureAt),
    lastSuccessAt: instant(item?.lastSuccessAt),
  };
}

/** Runs `fn` when the circuit allows it; refuses at once with `unavailable` while it is open. */
export async function withBreaker<T>(provider: string, fn: () => Promise<T>, scope = "all"): Promise<T> {
  const before = await breakerState(provider, scope);
  if (before.state === "open") throw refused(provider, before.probeAt);
  if (before.state === "half-open" && !(await takeProbe(provider, scope, before.probeAt)))
    throw refused(provider, now() + OPEN_FOR_MS);
  try {
    const result = await fn();
    await onSuccess(provider, scope, before);
    return result;
  } catch (error) {
    if (error instanceof ProviderError && (error.transient || error.kind === "contract"))
      await onFailure(provider, scope, before);
    else if (error instanceof ProviderError) await onSuccess(provider, scope, before);
    throw error;
  }
}

const refused = (provider: string, probeAt: number | null) =>
  new ProviderError("unavailable", {
    provider,
    providerCode: "circuit-open",
    untried: true,
    retryAfterMs: Math.max(0, (probeAt ?? now()) - now()),
  });

/** Exactly one caller moves `probeAt` on; that one is the probe. A probe that dies lets the next through 5 minutes later. */
async function takeProbe(provider: string, scope: string, probeAt: number | null): Promise<boolean> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key(provider, scope),
        UpdateExpression: "SET probeAt = :next",
        ConditionExpression: "probeAt = :seen",
        ExpressionAttributeValues: { ":next": now() + OPEN_FOR_MS, ":seen": probeAt },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function onFailure(provider: string, scope: string, before: BreakerState): Promise<void> {
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: key(provider, scope),
      UpdateExpression: "SET #ttl = :ttl, lastFailureAt = :now ADD failures :one",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: { ":one": 1, ":ttl": ttlIn(30 * DAY_MS), ":now": now() },
      ReturnValues: "ALL_NEW",
    }),
  );
  const failed = Number(Attributes?.failures ?? 0);
  if (failed < FAILURES_TO_OPEN && before.state === "closed") return;
  await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: key(provider, scope),
      UpdateExpression: "SET probeAt = :at",
      ExpressionAttributeValues: { ":at": now() + OPEN_FOR_MS },
    }),
  );
}

/** How stale the recorded last success may be: so that a healthy provider costs no write per call. */
const SUCCESS_FRESH_MS = MINUTE_MS;

async function onSuccess(provider: string, scope: string, before: BreakerState): Promise<void> {
  const recorded = before.lastSuccessAt !== null && now() - before.lastSuccessAt < SUCCESS_FRESH_MS;
  if (before.failures === 0 && before.probeAt === null && recorded) return;
  await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: key(provider, scope),
      UpdateExpression: "SET #ttl = :ttl, lastSuccessAt = :now REMOVE failures, probeAt",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: { ":ttl": ttlIn(30 * DAY_MS), ":now": now() },
    }),
  );
}

/** What this process last wrote of a provider, and when: so that outcomes cost a write a minute, not one a call. */
const noted = new Map<string, { ok: boolean; at: number }>();

/**
 * For a provider whose circuits are one for each tenant: how its last call went, whoever's it was, for the health page. Opens
 * and closes nothing.
 */
export async function noteOutcome(provider: string, ok: boolean): Promise<void> {
  const last = noted.get(provider);
  if (last?.ok === ok && now() - last.at < SUCCESS_FRESH_MS) return;
  noted.set(provider, { ok, at: now() });
  await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: key(provider, "all"),
      UpdateExpression: "SET #ttl = :ttl, #when = :now",
      ExpressionAttributeNames: { "#ttl": "ttl", "#when": ok ? "lastSuccessAt" : "lastFailureAt" },
      ExpressionAttributeValues: { ":ttl": ttlIn(30 * DAY_MS), ":now": now() },
    }),
  );
}

/** The breakers of several providers, for a status page. One request; a breaker that was never used is closed. */
export async function breakerStates(providers: readonly string[], scope = "all"): Promise<Map<string, BreakerState>> {
  const keys = providers.map((provider) => key(provider, scope));
  const { Responses } = await documents.send(
    new BatchGetCommand({ RequestItems: { [tableName()]: { Keys: keys, ConsistentRead: true } } }),
  );
  const items = new Map((Responses?.[tableName()] ?? []).map((item) => [String(item.pk), item]));
  return new Map(providers.map((provider) => [provider, toState(items.get(key(provider, scope).pk))]));
}
