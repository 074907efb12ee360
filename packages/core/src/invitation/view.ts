import { now } from "../lib/clock.ts";
import type { InvitationItem } from "./entity.ts";
import type { Invitation, InvitationStatus } from "./schema.ts";

/** The status as it is at this moment: time alone makes a pending one expired. */
const statusOf = ({ status, expiresAt }: InvitationItem): InvitationStatus =>
  status === "pending" && Date.parse(expiresAt) <= now() ? "expired" : status;

export const toInvitation = (row: InvitationItem): Invitation => ({
  id: row.id,
  clientId: row.clientId,
  name: row.name,
  email: row.email,
  status: statusOf(row),
  emailId: row.emailId,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  acceptedAt: row.acceptedAt ?? null,
  revokedAt: row.revokedAt ?? null,
});
