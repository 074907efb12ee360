/** For tests: a firm of its own, with an owner who acts. */
import { authUnit, MEMBER, ORGANIZATION, USER } from "../../auth-store/rows.ts";
import type { StaffActor } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";

/** Writes the firm's row; answers its owner as an actor. */
export async function someFirm(over: Partial<StaffActor> = {}): Promise<StaffActor> {
  const tenantId = newId("firm");
  const unit = authUnit();
  unit.create(ORGANIZATION, {
    id: tenantId,
    name: "Alder & Co",
    slug: tenantId.toLowerCase(),
    logo: null,
    metadata: null,
    createdAt: nowIso(),
  });
  await unit.commit();
  return {
    kind: "staff",
    tenantId,
    userId: newId("usr"),
    name: "Olive Alder",
    email: "olive@alder.example",
    role: "owner",
    ...over,
  };
}

/** Gives a firm a member, who gets mail if the role may change settings. */
export async function member(tenantId: string, role: "owner" | "admin" | "viewer"): Promise<string> {
  const [userId, at] = [newId("usr"), nowIso()];
  const email = `${userId.toLowerCase()}@people.example`;
  const unit = authUnit();
  const user = {
    id: userId,
    name: "Somebody",
    email,
    emailVerified: true,
    kind: "staff",
    createdAt: at,
    updatedAt: at,
  };
  unit.create(USER, user);
  unit.create(MEMBER, { id: newId("mem"), organizationId: tenantId, userId, role, createdAt: at });
  await unit.commit();
  return email;
}
