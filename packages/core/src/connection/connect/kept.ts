/**
 * What is kept between two requests of one person's consent, sealed, on the server alone and for minutes: the verifier of a
 * consent under way (by the hash of its `state`), and the tokens of one that reached several organisations. Both are taken by
 * deleting them, so each serves once; a state of another firm or person is none.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { StaffActor } from "../../lib/actor.ts";
import { MINUTE_MS, now, ttlIn } from "../../lib/clock.ts";
import { decryptObject, encryptObject, hashToken } from "../../lib/secret/crypto.ts";
import { documents, tableName } from "../../lib/table/table.ts";

/** Xero's consent page may stay open this long. */
export const STATE_MS = 10 * MINUTE_MS;
/** The access token of an unfinished choice lives 30 minutes. */
const CHOICE_MS = 20 * MINUTE_MS;

interface Kind<T> {
  name: string;
  purpose: string;
  livesMs: number;
  schema: z.ZodType<T>;
}

const STATE: Kind<{ verifier: string }> = {
  name: "xero-state",
  purpose: "xero.verifier",
  livesMs: STATE_MS,
  schema: z.object({ verifier: z.string() }),
};

const Choice = z.object({
  pair: z.object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresInS: z.number(),
    tokenType: z.string(),
    scope: z.string(),
  }),
  /** When the pair was made, epoch ms: its life began then. */
  grantedAtMs: z.number(),
  organisations: z.array(z.object({ connectionId: z.string(), xeroTenantId: z.string(), name: z.string() })),
});
export type Choice = z.infer<typeof Choice>;
const CHOICE: Kind<Choice> = { name: "xero-choice", purpose: "xero.choice", livesMs: CHOICE_MS, schema: Choice };

const keyOf = (actor: StaffActor, kind: Kind<unknown>, id: string) => ({
  pk: `t#${actor.tenantId}#${kind.name}`,
  sk: `${actor.userId}#${id}`,
});

async function keep<T extends object>(actor: StaffActor, kind: Kind<T>, id: string, value: T): Promise<void> {
  const sealed = encryptObject(value, { tenantId: actor.tenantId, purpose: kind.purpose });
  await documents.send(
    new PutCommand({
      TableName: tableName(),
      Item: { ...keyOf(actor, kind, id), sealed, untilMs: now() + kind.livesMs, ttl: ttlIn(kind.livesMs) },
    }),
  );
}

/** TTL deletes late: an item past its end is none. */
function opened<T>(actor: StaffActor, kind: Kind<T>, item: Record<string, unknown> | undefined): T | null {
  if (typeof item?.sealed !== "string" || Number(item.untilMs) <= now()) return null;
  return kind.schema.parse(decryptObject(item.sealed, { tenantId: actor.tenantId, purpose: kind.purpose }));
}

async function take<T>(actor: StaffActor, kind: Kind<T>, id: string): Promise<T | null> {
  try {
    const { Attributes } = await documents.send(
      new DeleteCommand({
        TableName: tableName(),
        Key: keyOf(actor, kind, id),
        ConditionExpression: "attribute_exists(pk)",
        ReturnValues: "ALL_OLD",
      }),
    );
    return opened(actor, kind, Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}

export const keepState = (actor: StaffActor, state: string, verifier: string): Promise<void> =>
  keep(actor, STATE, hashToken(state), { verifier });
/** The verifier of a consent that this person began, once; null for any other state. */
export const takeVerifier = async (actor: StaffActor, state: string): Promise<string | null> =>
  (await take(actor, STATE, hashToken(state)))?.verifier ?? null;

/** One choice a person; a newer consent replaces it. */
export const keepChoice = (actor: StaffActor, choice: Choice): Promise<void> => keep(actor, CHOICE, "", choice);
export const takeChoice = (actor: StaffActor): Promise<Choice | null> => take(actor, CHOICE, "");

/** The choice that waits for this person; null when there is none. One request. */
export async function readChoice(actor: StaffActor): Promise<Choice | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: keyOf(actor, CHOICE, ""), ConsistentRead: true }),
  );
  return opened(actor, CHOICE, Item);
}
