/** Invitations of a client's people to the portal: single use, seven days, only the hash of the token is kept. */
import { acceptItems, byToken, requirePending } from "./accept.ts";
import { create, send, startOnboarding } from "./create.ts";
import { listForClient } from "./queries.ts";
import { revoke } from "./revoke.ts";

export type { HeldInvitation } from "./accept.ts";
export const Invitation = {
  create,
  send,
  startOnboarding,
  byToken,
  requirePending,
  acceptItems,
  listForClient,
  revoke,
};
