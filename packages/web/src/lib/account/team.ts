/** Inviting colleagues goes through Better Auth, which also lets them join; the rest of the team is the API's. */
import type { Role } from "@practice-hub/core/lib/permission";
import { send } from "../request/http.ts";

/** Mails a link to join; `again` sends a new one for an invitation that still waits or has run out. */
export const inviteMember = (email: string, role: Role, { again = false } = {}): Promise<unknown> =>
  send("POST", "/api/auth/organization/invite-member", { body: { email, role, ...(again ? { resend: true } : {}) } });
