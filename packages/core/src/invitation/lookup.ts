/**
 * Two small items that find an invitation: by the hash of its token (`g#invitation#<hash>`), and the newest one of an
 * address at a client (`sk = invited#<sha256 of the address>` beside the client), which is how a newer one revokes it.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, ttlIn } from "../lib/clock.ts";
import { hashToken } from "../lib/secret/crypto.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { TransactItem } from "../lib/table/transact.ts";

export interface Place {
  tenantId: string;
  clientId: string;
  id: string;
}

/** An old link still says why it does not work for this long. */
const KEPT_MS = 180 * DAY_MS;

const tokenKey = (hash: string) => ({ pk: `g#invitation#${hash}`, sk: "invitation" });
const addressKey = ({ tenantId, clientId }: Omit<Place, "id">, email: string) => ({
  pk: `t#${tenantId}#client#${clientId}`,
  sk: `invited#${hashToken(email)}`,
});

export const putToken = (hash: string, place: Place): TransactItem => ({
  raw: {
    Put: {
      TableName: tableName(),
      Item: {
        ...tokenKey(hash),
        tenantId: place.tenantId,
        clientId: place.clientId,
        id: place.id,
        ttl: ttlIn(KEPT_MS),
      },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  },
});

/** Where the invitation of a token is; null when there is none. One request. */
export async function placeOfToken(token: string): Promise<Place | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: tokenKey(hashToken(token)), ConsistentRead: true }),
  );
  return Item ? { tenantId: String(Item.tenantId), clientId: String(Item.clientId), id: String(Item.id) } : null;
}

/** Id of the newest invitation of an address; null when there is none. One request. */
export async function newestOf(place: Omit<Place, "id">, email: string): Promise<string | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: addressKey(place, email), ConsistentRead: true }),
  );
  return Item ? String(Item.invitationId) : null;
}

/** Makes `place.id` the newest, on the condition that `seen` still is. */
export const putNewest = (place: Place, email: string, seen: string | null): TransactItem => ({
  raw: {
    Put: {
      TableName: tableName(),
      Item: { ...addressKey(place, email), invitationId: place.id },
      ...(seen === null
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : { ConditionExpression: "invitationId = :seen", ExpressionAttributeValues: { ":seen": seen } }),
    },
  },
});
