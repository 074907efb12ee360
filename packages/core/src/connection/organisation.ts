/** Which firm an organisation belongs to, and which firms are connected at all. One organisation maps to one firm (R8). */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type Guard, guardOwner } from "../lib/table/guard.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { connectedKeys } from "./entity.ts";

/** The guard of an organisation belongs to no firm (`g`): its owner is the firm. */
export const organisationGuard = (xeroTenantId: string): Guard => ({
  tenantId: "g",
  kind: "xero-organisation",
  value: xeroTenantId,
});

/** The firm that an organisation is linked with, for routing its webhooks; null when none is. One request. */
export const tenantOfOrganisation = (xeroTenantId: string): Promise<string | null> =>
  guardOwner(organisationGuard(xeroTenantId));

export interface ConnectedFirms {
  tenantIds: string[];
  /** Pass it back for the next firms; null after the last. */
  nextCursor: string | null;
}

const FIRMS_PER_PAGE = 100;

/** Firms that are connected now, at most a hundred at a time, in the order of their ids: for schedules. One request. */
export async function connectedFirms(cursor?: string | null): Promise<ConnectedFirms> {
  const { gsi1pk } = connectedKeys("");
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi1",
      KeyConditionExpression: cursor ? "gsi1pk = :all AND gsi1sk > :after" : "gsi1pk = :all",
      ExpressionAttributeValues: { ":all": gsi1pk, ...(cursor ? { ":after": cursor } : {}) },
      ProjectionExpression: "tenantId",
      Limit: FIRMS_PER_PAGE,
    }),
  );
  const tenantIds = Items.map((item) => String(item.tenantId));
  return { tenantIds, nextCursor: LastEvaluatedKey ? (tenantIds.at(-1) ?? null) : null };
}
