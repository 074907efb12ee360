/**
 * The link of a staff invitation. Better Auth knows an invitation by its id, which admins can read in lists; whoever sets
 * a password by a link must hold a secret that only the mail had. So the link carries a token of 256 bits, of which the
 * hash is kept beside nothing but the invitation's id: `g#staff-invitation#<hash>`.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { activity } from "../activity/index.ts";
import { emailItems, nudgeEmail } from "../email/index.ts";
import type { StaffActor } from "../lib/actor.ts";
import { appUrl } from "../lib/app-url.ts";
import { DAY_MS, ttlIn } from "../lib/clock.ts";
import { hashToken, newToken } from "../lib/secret/crypto.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact } from "../lib/table/transact.ts";

/** An old link still says why it does not work for this long. */
const KEPT_MS = 60 * DAY_MS;
const TOKEN = /^[\w-]{43}$/;

const linkKey = (token: string) => ({ pk: `g#staff-invitation#${hashToken(token)}`, sk: "link" });

export interface StaffInvite {
  invitationId: string;
  email: string;
  role: string;
  expiresAt: string;
  firmName: string;
  inviter: StaffActor;
}

/** Mails a new link for an invitation. Link, mail and audit row are one transaction; earlier links stay good until it ends. */
export async function mailStaffLink(invite: StaffInvite): Promise<void> {
  const { invitationId, email, role, expiresAt, firmName, inviter } = invite;
  const token = newToken();
  const { tenantId } = inviter;
  const mail = emailItems({
    tenantId,
    to: email,
    template: "staff-invitation",
    props: { firmName, inviterName: inviter.name, role, url: `${appUrl()}/accept-invitation/${token}`, expiresAt },
  });
  const entry = {
    entityType: "member",
    entityId: invitationId,
    action: "team.invited",
    summary: `${email} invited as ${role}`,
  } as const;
  await transact([
    { raw: { Put: { TableName: tableName(), Item: { ...linkKey(token), invitationId, ttl: ttlIn(KEPT_MS) } } } },
    ...mail.items,
    activity(entry, inviter),
  ]);
  await nudgeEmail(mail.id, tenantId);
}

/** The invitation that a link belongs to; null when there is none. One request. */
export async function invitationOfLink(token: string): Promise<string | null> {
  if (!TOKEN.test(token)) return null;
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: linkKey(token), ConsistentRead: true }),
  );
  return typeof Item?.invitationId === "string" ? Item.invitationId : null;
}
