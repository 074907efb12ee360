import { activity } from "../activity/index.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { InvitationRow } from "./entity.ts";
import { placeOfToken } from "./lookup.ts";
import type { Invitation } from "./schema.ts";
import { toInvitation } from "./view.ts";

/** An invitation as the person who holds its link may see it. */
export interface HeldInvitation extends Invitation {
  tenantId: string;
  clientName: string;
  firmName: string;
}

const TOKEN = /^[\w-]{43}$/;

/** The invitation of a link, whatever its status; 404 when there is none. Takes no actor: the token is the authority. Two requests. */
export async function byToken(token: string): Promise<HeldInvitation> {
  const place = TOKEN.test(token) ? await placeOfToken(token) : null;
  const { data: row } = place ? await InvitationRow.get(place).go({ consistent: true }) : { data: null };
  if (!row) throw notFound("invitation");
  return { ...toInvitation(row), tenantId: row.tenantId, clientName: row.clientName, firmName: row.firmName };
}

const WHY = {
  accepted: { code: "invitation.used", words: "This invitation was used already. Sign in instead." },
  expired: { code: "invitation.expired", words: "This invitation has expired. Ask your accountant for a new one." },
  revoked: {
    code: "invitation.revoked",
    words: "This invitation was replaced or withdrawn. Look for a newer mail, or ask your accountant for a new one.",
  },
} as const;

const gone = (status: keyof typeof WHY) => new VisibleError("gone", WHY[status].code, WHY[status].words);

/** Refuses what cannot be accepted any more: 410 `invitation.used`, `invitation.expired`, `invitation.revoked`. */
export function requirePending(invitation: Pick<Invitation, "status">): void {
  if (invitation.status !== "pending") throw gone(invitation.status);
}

/**
 * The writes that use an invitation up, for the transaction that makes the user, the account and the portal access. The
 * condition makes it single-use: of any number of callers one commits, the others see 410.
 */
export function acceptItems(invitation: HeldInvitation, userId: string): TransactItem[] {
  const { tenantId, clientId, id, name, email } = invitation;
  const at = nowIso();
  const used = write(
    InvitationRow.patch({ tenantId, clientId, id })
      .set({ status: "accepted", acceptedAt: at, acceptedBy: userId })
      .where((row, is) => `${is.eq(row.status, "pending")} AND ${is.gt(row.expiresAt, at)}`),
    (existing) => {
      const status = existing?.status?.S;
      return gone(status === "accepted" || status === "revoked" ? status : "expired");
    },
  );
  const by = { kind: "portal", tenantId, userId, name, email, clientIds: [clientId] } as const;
  const summary = `${name} accepted the invitation to the portal`;
  return [
    used,
    activity({ entityType: "invitation", entityId: id, clientId, action: "invitation.accepted", summary }, by),
  ];
}
