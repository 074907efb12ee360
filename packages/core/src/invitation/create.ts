import { activity } from "../activity/index.ts";
import { Client } from "../client/index.ts";
import { emailItems, nudgeEmail } from "../email/index.ts";
import { Firm } from "../firm/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, isoIn, nowIso } from "../lib/clock.ts";
import { appUrl } from "../lib/app-url.ts";
import { hashToken, newToken } from "../lib/secret/crypto.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { TransactionRefused, type TransactItem, write } from "../lib/table/transact.ts";
import { Onboarding } from "../onboarding/index.ts";
import type { CaseStart } from "./schema.ts";
import { type InvitationItem, InvitationRow } from "./entity.ts";
import { newestOf, putNewest, putToken } from "./lookup.ts";
import { revoked } from "./revoke.ts";
import { type Invitation, InvitationCreate } from "./schema.ts";
import { toInvitation } from "./view.ts";

const VALID_MS = 7 * DAY_MS;
const SENT = {
  "portal-invitation": "Invitation to the portal",
  "onboarding-invitation": "Request to onboard",
} as const;
/** Two invitations to one address at the same moment: the later one starts again and revokes the earlier. */
const MAX_TRIES = 5;

/**
 * Invites a person to a client's portal. Invitation, mail, audit row, the client's onboarding and the revocation of an older
 * invitation to the same address are one transaction; the link exists only in the mail's sealed props. Errors: `client.not-found`, `client.archived`.
 */
export const create = (input: InvitationCreate & { clientId: string }): Promise<Invitation> =>
  send(input, "portal-invitation", (items, who) => Onboarding.invite(input.clientId, who, items));

/**
 * Asks a client who was never asked, or has no case yet, to onboard: the case begins with the invitation. `version` is that of
 * the case. Errors: as `create`, `onboarding.cannot-start`, `onboarding.version-conflict`.
 */
export const startOnboarding = ({ version, ...input }: CaseStart & { clientId: string }): Promise<Invitation> =>
  send(input, "onboarding-invitation", (items, who) => Onboarding.start(input.clientId, who, version, items));

/**
 * An invitation whose writes go into somebody's transaction: `commit` runs again with others when another invitation to the
 * same address came at the same moment.
 */
export async function send(
  input: InvitationCreate & { clientId: string },
  template: "portal-invitation" | "onboarding-invitation",
  commit: (items: readonly TransactItem[], who: InvitationCreate) => Promise<unknown>,
): Promise<Invitation> {
  const actor = requireStaff("invitation:send");
  const { name, email } = InvitationCreate.parse({ name: input.name, email: input.email });
  const [client, firm] = await Promise.all([Client.fromId(input.clientId), Firm.fromId(actor.tenantId)]);
  if (client.status === "archived")
    throw new VisibleError(
      "conflict",
      "client.archived",
      "This client is archived. Restore it before inviting anyone.",
    );
  const place = { tenantId: actor.tenantId, clientId: client.id };
  for (let tries = 1; ; tries += 1) {
    const token = newToken();
    const expiresAt = isoIn(VALID_MS);
    const mail = emailItems({
      tenantId: actor.tenantId,
      to: email,
      template,
      props: {
        firmName: firm.name,
        clientName: client.name,
        contactName: name,
        url: `${appUrl()}/client-portal/accept-invitation/${token}`,
        expiresAt,
      },
      clientId: client.id,
      contactId: client.contact?.email === email ? client.contact.id : undefined,
    });
    const row: InvitationItem = {
      ...place,
      id: newId("inv"),
      tokenHash: hashToken(token),
      name,
      email,
      clientName: client.name,
      firmName: firm.name,
      status: "pending",
      emailId: mail.id,
      createdBy: actor.userId,
      createdAt: nowIso(),
      expiresAt,
    };
    const older = await newestOf(place, email);
    const items = [
      write(InvitationRow.create(row)),
      putToken(row.tokenHash, row),
      putNewest(row, email, older),
      ...(await revoked({ ...place, id: older })),
      ...mail.items,
      activity({
        entityType: "invitation",
        entityId: row.id,
        clientId: client.id,
        action: "invitation.sent",
        summary: `${SENT[template]} sent to ${name}`,
      }),
      ...settled(toInvitation(row)),
    ];
    try {
      await commit(items, { name, email });
    } catch (error) {
      if (error instanceof TransactionRefused && tries < MAX_TRIES) continue;
      throw error;
    }
    await nudgeEmail(mail.id, actor.tenantId);
    return toInvitation(row);
  }
}
