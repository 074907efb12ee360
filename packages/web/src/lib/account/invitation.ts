/** Invitations opened by the single-use link of their mail: of a client to the portal, of a colleague to the firm. */
import { send } from "../request/http.ts";

export type Kind = "portal" | "staff";

export interface Invitation {
  firmName: string;
  email: string;
  expiresAt: string;
  /** The address has an account already: its password is asked, not a new one. */
  hasAccount: boolean;
  /** Of a portal invitation: the client, and the name the firm wrote. */
  clientName?: string;
  name?: string;
  /** Of a staff invitation. */
  role?: string;
}

const path = (kind: Kind, token: string): string =>
  `${kind === "portal" ? "/api/portal/invitations" : "/api/auth/staff-invitations"}/${encodeURIComponent(token)}`;

export const readInvitation = async (kind: Kind, token: string): Promise<Invitation> =>
  (await send("GET", path(kind, token))) as Invitation;

/** Makes or joins the account, and signs in. Nothing is sent for somebody who is signed in already. */
export const acceptInvitation = async (
  kind: Kind,
  token: string,
  body: { name?: string; password?: string },
): Promise<{ redirectTo: string }> => (await send("POST", path(kind, token), { body })) as { redirectTo: string };
