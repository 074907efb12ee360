import { activity } from "../activity/index.ts";
import type { ActivityAction, Change } from "../activity/schema.ts";
import { again, authUnit, INVITATION, is, MEMBER, type Row, type Unit, USER } from "../auth-store/rows.ts";
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { roleOf } from "./queries.ts";
import { RoleChange } from "./schema.ts";

const entry = (entityId: string, action: ActivityAction, summary: string, changes: Change[] = []): TransactItem =>
  activity({ entityType: "member", entityId, action, summary, changes });

/** Every member of the actor's firm, and the one meant; 404 for somebody else's. */
async function teamAnd(unit: Unit, actor: StaffActor, memberId: string): Promise<{ team: Row[]; member: Row }> {
  const team = await unit.find(MEMBER, [is("organizationId", actor.tenantId)]);
  const member = team.find((row) => row.fields.id === memberId);
  if (!member) throw notFound("member");
  return { team, member };
}

async function nameOf(unit: Unit, member: Row): Promise<string> {
  const [user] = await unit.find(USER, [is("id", String(member.fields.userId))]);
  return user ? String(user.fields.name) : "A former user";
}

function ownersOnly(actor: StaffActor): void {
  if (actor.role !== "owner")
    throw new VisibleError("forbidden", "staff.owners-only", "Only an owner can make or change an owner.");
}

/**
 * An owner may go only while another one stays. That other row is written too, so that of two owners who remove each
 * other at the same moment one is refused.
 */
function keepAnOwner(unit: Unit, team: readonly Row[], leaving: Row): void {
  const other = team.find((row) => row !== leaving && roleOf(row) === "owner");
  if (!other)
    throw new VisibleError("conflict", "staff.last-owner", "A firm needs an owner. Make somebody else an owner first.");
  unit.update(MEMBER, other, {});
}

/** Gives a member another role. Errors: `member.not-found`, `staff.owners-only`, `staff.last-owner`. */
export const changeRole = (memberId: string, input: RoleChange): Promise<void> => {
  const actor = requireStaff("team:manage");
  const { role } = RoleChange.parse(input);
  return again(async () => {
    const unit = authUnit();
    const { team, member } = await teamAnd(unit, actor, memberId);
    const before = roleOf(member);
    if (before === role) return;
    if (before === "owner" || role === "owner") ownersOnly(actor);
    if (before === "owner") keepAnOwner(unit, team, member);
    const name = await nameOf(unit, member);
    unit.update(MEMBER, member, { role });
    await unit.commit([
      entry(memberId, "team.role-changed", `${name} is now ${role}`, [{ field: "role", before, after: role }]),
    ]);
  });
};

/** Takes a member out of the firm; every session of theirs loses it with the next request. */
export const remove = (memberId: string): Promise<void> => {
  const actor = requireStaff("team:manage");
  return again(async () => {
    const unit = authUnit();
    const { team, member } = await teamAnd(unit, actor, memberId);
    if (roleOf(member) === "owner") {
      ownersOnly(actor);
      keepAnOwner(unit, team, member);
    }
    const name = await nameOf(unit, member);
    unit.remove(MEMBER, member);
    await unit.commit([entry(memberId, "team.removed", `${name} left the firm`)]);
  });
};

/** Withdraws an invitation that was not accepted yet. Errors: `invitation.not-found`, `invitation.accepted`. */
export const cancelInvitation = (invitationId: string): Promise<void> => {
  const actor = requireStaff("team:manage");
  return again(async () => {
    const unit = authUnit();
    const [invitation] = await unit.find(INVITATION, [is("id", invitationId)]);
    if (!invitation || invitation.fields.organizationId !== actor.tenantId) throw notFound("invitation");
    if (invitation.fields.status === "accepted")
      throw new VisibleError("conflict", "invitation.accepted", "This invitation was accepted already.");
    if (invitation.fields.status === "canceled") return;
    unit.update(INVITATION, invitation, { status: "canceled" });
    await unit.commit([
      entry(invitationId, "team.invitation-revoked", `Invitation of ${String(invitation.fields.email)} withdrawn`),
    ]);
  });
};
