/** For tests of a door: people of a firm with real sessions, written as the auth function writes them. */
import { sessionCookie } from "../../../core/src/auth/cookie.ts";
import { grantItems } from "../../../core/src/auth/portal-access.ts";
import { authUnit, MEMBER, ORGANIZATION, SESSION, USER } from "../../../core/src/auth-store/rows.ts";
import type { PortalActor, StaffActor } from "../../../core/src/lib/actor.ts";
import { DAY_MS, nowIso, isoIn } from "../../../core/src/lib/clock.ts";
import { newToken } from "../../../core/src/lib/secret/crypto.ts";
import { newId } from "../../../core/src/lib/id.ts";
import type { Role } from "../../../core/src/lib/permission.ts";

export interface SignedIn<A> {
  actor: A;
  /** The Cookie header of their browser. */
  cookie: string;
}

const rowOfUser = (id: string, name: string, kind: "staff" | "portal") => ({
  id,
  name,
  email: `${id.toLowerCase()}@people.example`,
  emailVerified: true,
  kind,
  createdAt: nowIso(),
  updatedAt: nowIso(),
});

const rowOfSession = (userId: string, of: object, livesMs: number) => ({
  id: newId("ses"),
  token: newToken(),
  userId,
  expiresAt: isoIn(livesMs),
  createdAt: nowIso(),
  updatedAt: nowIso(),
  activeOrganizationId: null,
  portalTenantId: null,
  ...of,
});

const cookieOf = (token: string): string => sessionCookie(token).split(";")[0] ?? "";

/** A new firm; answers its id. */
export async function newFirm(): Promise<string> {
  const id = newId("firm");
  const unit = authUnit();
  unit.create(ORGANIZATION, {
    id,
    name: `Firm ${id}`,
    slug: id.toLowerCase(),
    logo: null,
    metadata: null,
    createdAt: nowIso(),
  });
  await unit.commit();
  return id;
}

/** A member of staff of a firm, with a session that lives for `livesMs`. */
export async function staffOf(tenantId: string, role: Role, livesMs = DAY_MS): Promise<SignedIn<StaffActor>> {
  const userId = newId("usr");
  const user = rowOfUser(userId, `Staff ${userId}`, "staff");
  const session = rowOfSession(userId, { activeOrganizationId: tenantId }, livesMs);
  const unit = authUnit();
  unit.create(USER, user);
  unit.create(MEMBER, { id: newId("mem"), organizationId: tenantId, userId, role, createdAt: nowIso() });
  unit.create(SESSION, session);
  await unit.commit();
  return {
    actor: { kind: "staff", tenantId, userId, name: user.name, email: user.email, role },
    cookie: cookieOf(session.token),
  };
}

/** A client's own person with access to `clientId`. */
export async function portalOf(tenantId: string, clientId: string): Promise<SignedIn<PortalActor>> {
  const userId = newId("usr");
  const user = rowOfUser(userId, `Person ${userId}`, "portal");
  const session = rowOfSession(userId, { portalTenantId: tenantId }, DAY_MS);
  const unit = authUnit();
  unit.create(USER, user);
  unit.create(SESSION, session);
  await unit.commit(grantItems({ tenantId, userId, clientId }));
  return {
    actor: { kind: "portal", tenantId, userId, name: user.name, email: user.email, clientIds: [clientId] },
    cookie: cookieOf(session.token),
  };
}
