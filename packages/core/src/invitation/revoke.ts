import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { type InvitationItem, InvitationRow } from "./entity.ts";
import type { Invitation } from "./schema.ts";
import { toInvitation } from "./view.ts";

const item = (row: InvitationItem, at: string, refused?: () => VisibleError): TransactItem =>
  write(
    InvitationRow.patch({ tenantId: row.tenantId, clientId: row.clientId, id: row.id })
      .set({ status: "revoked", revokedAt: at })
      .where((invitation, is) => is.eq(invitation.status, "pending")),
    refused,
  );

/** The write that revokes an older invitation, when there is one and it is still pending. One request. */
export async function revoked(older: {
  tenantId: string;
  clientId: string;
  id: string | null;
}): Promise<TransactItem[]> {
  if (older.id === null) return [];
  const { data } = await InvitationRow.get({ ...older, id: older.id }).go({ consistent: true });
  return data?.status === "pending" ? [item(data, nowIso())] : [];
}

/** Withdraws an invitation that was not accepted yet; withdrawing it again changes nothing. */
export async function revoke(clientId: string, id: string): Promise<Invitation> {
  const { tenantId } = requireStaff("invitation:send");
  const { data: row } = await InvitationRow.get({ tenantId, clientId, id }).go({ consistent: true });
  if (!row) throw notFound("invitation");
  if (row.status === "revoked") return toInvitation(row);
  const at = nowIso();
  const answer = toInvitation({ ...row, status: "revoked", revokedAt: at });
  const used = () => new VisibleError("conflict", "invitation.accepted", "This invitation was accepted already.");
  await transact([
    item(row, at, used),
    activity({
      entityType: "invitation",
      entityId: id,
      clientId,
      action: "invitation.revoked",
      summary: `Invitation to the portal for ${row.name} withdrawn`,
    }),
    ...settled(answer),
  ]);
  return answer;
}
