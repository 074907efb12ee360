/** A colleague accepts the invitation to a firm: user, credential, membership, session and the used invitation at once. */
import { activity } from "../../activity/index.ts";
import { Firm } from "../../firm/index.ts";
import { nowIso } from "../../lib/clock.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { newId } from "../../lib/id.ts";
import { isRole, type Role } from "../../lib/permission.ts";
import { authUnit, INVITATION, is, MEMBER, type Row, type Unit } from "../../auth-store/rows.ts";
import type { LiveSession } from "../session.ts";
import { invitationOfLink } from "../staff-link.ts";
import { accountOf, join, type Acceptance, type Joined, type Origin } from "./visitor.ts";

export interface StaffInvitationView {
  firmName: string;
  role: string;
  email: string;
  status: "pending";
  expiresAt: string;
  hasAccount: boolean;
}

const WHY = {
  used: "This invitation was used already. Sign in instead.",
  expired: "This invitation has expired. Ask the person who invited you for a new one.",
  revoked: "This invitation was withdrawn. Ask the person who invited you.",
} as const;

function statusOf({ fields }: Row): "pending" | keyof typeof WHY {
  if (fields.status === "accepted") return "used";
  if (fields.status !== "pending") return "revoked";
  return String(fields.expiresAt) > nowIso() ? "pending" : "expired";
}

async function read(unit: Unit, token: string): Promise<Row> {
  const id = await invitationOfLink(token);
  const [row] = id === null ? [] : await unit.find(INVITATION, [is("id", id)]);
  if (!row) throw notFound("invitation");
  return row;
}

/** The invitation of a link. Errors: 404 when there is none, 410 `invitation.used`, `.expired`, `.revoked`. */
export async function viewStaff(token: string): Promise<StaffInvitationView> {
  const row = pending(await read(authUnit(), token));
  const email = String(row.fields.email);
  const [firm, account] = await Promise.all([Firm.fromId(String(row.fields.organizationId)), accountOf(email)]);
  return {
    firmName: firm.name,
    role: String(row.fields.role),
    email,
    status: "pending",
    expiresAt: String(row.fields.expiresAt),
    hasAccount: account !== "new",
  };
}

/** Accepts it. Errors: those of `join`, and 410 `invitation.used`, `invitation.expired`, `invitation.revoked`. */
export async function acceptStaff(
  token: string,
  visitor: { input: Acceptance; session: LiveSession | null; from: Origin },
): Promise<Joined> {
  const { fields } = pending(await read(authUnit(), token));
  const tenantId = String(fields.organizationId);
  const role = String(fields.role);
  if (!isRole(role)) throw notFound("invitation");
  return join({
    ...visitor,
    email: String(fields.email),
    kind: "staff",
    look: { activeOrganizationId: tenantId },
    redirectTo: "/client-hub",
    stillOpen: async () => void pending(await read(authUnit(), token)),
    accept: (unit, user) => enter(unit, token, { tenantId, role, user, email: String(fields.email) }),
  });
}

interface Entrant {
  tenantId: string;
  role: Role;
  email: string;
  user: { id: string; name: string };
}

async function enter(unit: Unit, token: string, { tenantId, role, email, user }: Entrant): Promise<void> {
  const invitation = pending(await read(unit, token));
  unit.update(INVITATION, invitation, { status: "accepted" });
  const [already] = await unit.find(MEMBER, [is("organizationId", tenantId), is("userId", user.id)]);
  const id = already ? String(already.fields.id) : newId("mem");
  if (!already) unit.create(MEMBER, { id, organizationId: tenantId, userId: user.id, role, createdAt: nowIso() });
  const summary = `${user.name} joined as ${role}`;
  const by = { kind: "staff", tenantId, userId: user.id, name: user.name, email, role } as const;
  await unit.commit([activity({ entityType: "member", entityId: id, action: "team.joined", summary }, by)]);
}

function pending(row: Row): Row {
  const status = statusOf(row);
  if (status !== "pending") throw new VisibleError("gone", `invitation.${status}`, WHY[status]);
  return row;
}
