/**
 * Which clients a portal user may see. Two items per grant: beside the user (`g#auth#user#<id>`, sk `portal#<tenant>#<client>`),
 * where the session check reads it with the user in one Query, and in the firm (`t#<tenant>#portal-access`, sk
 * `<client>#<user>`), where staff see who has access.
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { nowIso } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { homePk } from "../auth-store/adapter/model.ts";
import { AUTH_PREFIX } from "../auth-store/adapter/prefix.ts";
import { USER } from "../auth-store/rows.ts";

export interface PortalAccessItem {
  tenantId: string;
  userId: string;
  clientId: string;
  grantedAt: string;
}
export type Access = Omit<PortalAccessItem, "grantedAt">;

const userKey = ({ tenantId, userId, clientId }: Access) => ({
  pk: homePk(AUTH_PREFIX, USER, { id: userId }),
  sk: `portal#${tenantId}#${clientId}`,
});
const firmKey = ({ tenantId, userId, clientId }: Access) => ({
  pk: `t#${tenantId}#portal-access`,
  sk: `${clientId}#${userId}`,
});

/** Whether an item beside a user is a grant. */
export const isAccess = (item: Record<string, unknown>): item is Record<string, unknown> & PortalAccessItem =>
  typeof item.sk === "string" && item.sk.startsWith("portal#");

/** The writes of a grant; granting again changes only the date. */
export function grantItems(access: Access): TransactItem[] {
  const { tenantId, userId, clientId } = access;
  const item: PortalAccessItem = { tenantId, userId, clientId, grantedAt: nowIso() };
  return [userKey(access), firmKey(access)].map((key) => ({
    raw: { Put: { TableName: tableName(), Item: { ...key, ...item } } },
  }));
}

/** The writes that take a grant back; no harm when there is none. */
export const revokeItems = (access: Access): TransactItem[] =>
  [userKey(access), firmKey(access)].map((Key) => ({ raw: { Delete: { TableName: tableName(), Key } } }));

async function read(pk: string, prefix: string): Promise<PortalAccessItem[]> {
  const found: PortalAccessItem[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of answer.Items ?? [])
      found.push({
        tenantId: String(item.tenantId),
        userId: String(item.userId),
        clientId: String(item.clientId),
        grantedAt: String(item.grantedAt),
      });
    from = answer.LastEvaluatedKey;
  } while (from);
  return found;
}

export const PortalAccess = {
  /** Lets a user see a client. */
  grant: (access: Access): Promise<void> => transact(grantItems(access)),
  /** Takes it back; the next request of the user already fails. */
  revoke: (access: Access): Promise<void> => transact(revokeItems(access)),
  /** Every grant of a user, over all firms. One request. */
  list: (userId: string): Promise<PortalAccessItem[]> => read(homePk(AUTH_PREFIX, USER, { id: userId }), "portal#"),
  /** Who may see a client. One request. */
  listForClient: (tenantId: string, clientId: string): Promise<PortalAccessItem[]> =>
    read(`t#${tenantId}#portal-access`, `${clientId}#`),
};
