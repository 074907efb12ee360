/**
 * Who a session cookie stands for. Imports nothing of Better Auth: the functions that only check sessions stay small.
 * Two requests, both strongly consistent, so a revoked session, a removed member or a withdrawn access counts at once.
 */
import { BatchGetCommand, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { PortalActor, StaffActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { isRole } from "../lib/permission.ts";
import { homePk, ROW_SK } from "../auth-store/adapter/model.ts";
import { AUTH_PREFIX } from "../auth-store/adapter/prefix.ts";
import { tokenOf } from "./cookie.ts";
import { isAccess, type PortalAccessItem } from "./portal-access.ts";
import { MEMBER, SESSION, USER } from "../auth-store/rows.ts";

type Item = Record<string, unknown>;

/** The session of a cookie: signed by us, stored, not ended. */
export interface LiveSession {
  token: string;
  userId: string;
  activeOrganizationId: string | null;
  portalTenantId: string | null;
}

/** The live session of a Cookie header, or null. One request; none without a cookie that we signed. */
export async function sessionFromCookies(cookieHeader: string | undefined): Promise<LiveSession | null> {
  const token = tokenOf(cookieHeader);
  if (token === null) return null;
  const { Item } = await documents.send(
    new GetCommand({
      TableName: tableName(),
      Key: { pk: homePk(AUTH_PREFIX, SESSION, { token }), sk: ROW_SK },
      ConsistentRead: true,
    }),
  );
  const row = Item?.row as Item | undefined;
  if (!row || String(row.expiresAt) <= nowIso()) return null;
  return {
    token,
    userId: String(row.userId),
    activeOrganizationId: text(row.activeOrganizationId),
    portalTenantId: text(row.portalTenantId),
  };
}

/**
 * The actor of a session, of the kind the route is for; null when there is none. At most two requests.
 * `fresh` asks for what is always so here: every read is strongly consistent and nothing is cached.
 */
export async function actorFromCookies(
  cookieHeader: string | undefined,
  kind: "staff" | "portal",
  _options: { fresh?: boolean } = {},
): Promise<StaffActor | PortalActor | null> {
  const session = await sessionFromCookies(cookieHeader);
  if (!session) return null;
  return kind === "staff" ? staffActor(session) : portalActor(session);
}

async function staffActor(session: LiveSession): Promise<StaffActor | null> {
  const tenantId = session.activeOrganizationId;
  if (tenantId === null) return null;
  const userPk = homePk(AUTH_PREFIX, USER, { id: session.userId });
  const memberPk = homePk(AUTH_PREFIX, MEMBER, { organizationId: tenantId, userId: session.userId });
  const table = tableName();
  const { Responses, UnprocessedKeys } = await documents.send(
    new BatchGetCommand({
      RequestItems: { [table]: { Keys: [userPk, memberPk].map((pk) => ({ pk, sk: ROW_SK })), ConsistentRead: true } },
    }),
  );
  // A busy table is no reason to sign anybody out: the request fails and can be repeated.
  if (UnprocessedKeys && Object.keys(UnprocessedKeys).length > 0) throw new Error("auth: the table left keys unread");
  const rowAt = (pk: string) => Responses?.[table]?.find((item) => item.pk === pk)?.row as Item | undefined;
  const user = person(rowAt(userPk));
  const role = text(rowAt(memberPk)?.role);
  if (!user || role === null || !isRole(role)) return null;
  return { kind: "staff", tenantId, role, ...user };
}

async function portalActor(session: LiveSession): Promise<PortalActor | null> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": homePk(AUTH_PREFIX, USER, { id: session.userId }) },
      ConsistentRead: true,
    }),
  );
  const user = person(Items.find((item) => item.sk === ROW_SK)?.row as Item | undefined);
  const access = Items.filter(isAccess);
  const tenantId = firmOf(access, session.portalTenantId);
  if (!user || tenantId === null) return null;
  const clientIds = access.filter((item) => item.tenantId === tenantId).map((item) => item.clientId);
  return { kind: "portal", tenantId, clientIds, ...user };
}

/** The firm this session looks at: the one chosen, or else the one that granted access last. */
function firmOf(access: readonly PortalAccessItem[], chosen: string | null): string | null {
  if (access.some((item) => item.tenantId === chosen)) return chosen;
  return access.toSorted((a, b) => b.grantedAt.localeCompare(a.grantedAt))[0]?.tenantId ?? null;
}

/** A user who may act: known, address proven, not disabled. */
function person(row: Item | undefined): { userId: string; name: string; email: string } | null {
  if (!row || row.emailVerified !== true || text(row.disabledAt) !== null) return null;
  return { userId: String(row.id), name: String(row.name), email: String(row.email) };
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
