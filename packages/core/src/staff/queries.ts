import { among, authUnit, INVITATION, is, MEMBER, type Row, USER } from "../auth-store/rows.ts";
import { Firm } from "../firm/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { isRole, type Role } from "../lib/permission.ts";
import type { Member, Membership, StaffInvitation } from "./schema.ts";

/** A member's role; `viewer` can least, should the table ever hold a word that is no role. */
export const roleOf = (row: Row): Role => {
  const role = String(row.fields.role);
  return isRole(role) ? role : "viewer";
};

/** Everybody in the firm, by name. Three requests, however many there are (up to 100). */
export async function members(): Promise<Member[]> {
  const { tenantId } = requireStaff("client:read");
  const unit = authUnit();
  const rows = await unit.find(MEMBER, [is("organizationId", tenantId)]);
  const ids = rows.map((row) => String(row.fields.userId));
  const users = ids.length === 0 ? [] : await unit.find(USER, [among("id", ids)]);
  const byId = new Map(users.map((user) => [String(user.fields.id), user.fields]));
  return rows
    .flatMap((row): Member[] => {
      const user = byId.get(String(row.fields.userId));
      if (!user) return [];
      return [
        {
          id: String(row.fields.id),
          userId: String(user.id),
          name: String(user.name),
          email: String(user.email),
          role: roleOf(row),
          joinedAt: String(row.fields.createdAt),
          twoFactorEnabled: user.twoFactorEnabled === true,
        },
      ];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Invitations that still wait, newest first. Two requests. */
export async function invitations(): Promise<StaffInvitation[]> {
  const { tenantId } = requireStaff("team:manage");
  const rows = await authUnit().find(INVITATION, [is("organizationId", tenantId), is("status", "pending")]);
  return rows
    .map((row): StaffInvitation => ({
      id: String(row.fields.id),
      email: String(row.fields.email),
      role: roleOf(row),
      status: String(row.fields.expiresAt) > nowIso() ? "pending" : "expired",
      invitedAt: String(row.fields.createdAt),
      expiresAt: String(row.fields.expiresAt),
    }))
    .toSorted((a, b) => b.invitedAt.localeCompare(a.invitedAt));
}

/** The firms of a user, oldest membership first. Three requests. Takes its user from a session, never from input. */
export async function memberships(userId: string): Promise<Membership[]> {
  const rows = await authUnit().find(MEMBER, [is("userId", userId)]);
  const firms = await Firm.fromIds(rows.map((row) => String(row.fields.organizationId)));
  const names = new Map(firms.map((firm) => [firm.id, firm.name]));
  return rows
    .toSorted((a, b) => String(a.fields.createdAt).localeCompare(String(b.fields.createdAt)))
    .flatMap((row): Membership[] => {
      const firmId = String(row.fields.organizationId);
      const firmName = names.get(firmId);
      return firmName === undefined ? [] : [{ firmId, firmName, role: roleOf(row) }];
    });
}
