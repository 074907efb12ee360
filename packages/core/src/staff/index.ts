/** The firm's team. Inviting is Better Auth's (`POST /api/auth/organization/invite-member`); accepting is core/auth's. */
import { cancelInvitation, changeRole, remove } from "./commands.ts";
import { invitations, members, memberships } from "./queries.ts";

export const Staff = { members, invitations, memberships, changeRole, remove, cancelInvitation };
