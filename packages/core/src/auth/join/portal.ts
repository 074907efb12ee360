/** A client's person accepts the invitation to the portal: user, credential, access, session and the used invitation at once. */
import { Invitation } from "../../invitation/index.ts";
import { grantItems } from "../portal-access.ts";
import type { LiveSession } from "../session.ts";
import { accountOf, join, type Acceptance, type Joined, type Origin } from "./visitor.ts";

/** What the holder of a link sees before accepting. */
export interface PortalInvitationView {
  firmName: string;
  clientName: string;
  name: string;
  email: string;
  status: "pending";
  expiresAt: string;
  /** Whoever has an account signs in instead of choosing a password. */
  hasAccount: boolean;
}

/** The invitation of a link. Errors: 404 when there is none, 410 `invitation.used`, `.expired`, `.revoked`. */
export async function viewPortal(token: string): Promise<PortalInvitationView> {
  const invitation = await Invitation.byToken(token);
  Invitation.requirePending(invitation);
  const { firmName, clientName, name, email, expiresAt } = invitation;
  return {
    firmName,
    clientName,
    name,
    email,
    status: "pending",
    expiresAt,
    hasAccount: (await accountOf(email)) !== "new",
  };
}

/** Accepts it. Errors: those of `join`, and 410 `invitation.used`, `invitation.expired`, `invitation.revoked`. */
export async function acceptPortal(
  token: string,
  visitor: { input: Acceptance; session: LiveSession | null; from: Origin },
): Promise<Joined> {
  const invitation = await Invitation.byToken(token);
  Invitation.requirePending(invitation);
  const { tenantId, clientId, email } = invitation;
  return join({
    ...visitor,
    email,
    kind: "portal",
    look: { portalTenantId: tenantId },
    redirectTo: "/client-portal",
    stillOpen: async () => Invitation.requirePending(await Invitation.byToken(token)),
    accept: (unit, user) =>
      unit.commit([
        ...Invitation.acceptItems(invitation, user.id),
        ...grantItems({ tenantId, clientId, userId: user.id }),
      ]),
  });
}
