/** The firm's people and those invited. Safe for the browser. */
import * as z from "zod";
import { idOf, Instant } from "../lib/schema.ts";
import { ROLES } from "../lib/permission.ts";

export const RoleName = z.enum(ROLES);
export const MemberId = idOf("mem");
export const StaffInvitationId = idOf("sti");

export const Member = z.object({
  id: MemberId,
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  joinedAt: Instant,
  twoFactorEnabled: z.boolean(),
});
export type Member = z.infer<typeof Member>;

/** An invitation that was not accepted or withdrawn; `expired` ones can be sent again. */
export const StaffInvitation = z.object({
  id: StaffInvitationId,
  email: z.string(),
  role: RoleName,
  status: z.enum(["pending", "expired"]),
  invitedAt: Instant,
  expiresAt: Instant,
});
export type StaffInvitation = z.infer<typeof StaffInvitation>;

/** PATCH of a member. */
export const RoleChange = z.strictObject({ role: RoleName });
export type RoleChange = z.infer<typeof RoleChange>;

/** A firm that a user belongs to. */
export const Membership = z.object({ firmId: z.string(), firmName: z.string(), role: RoleName });
export type Membership = z.infer<typeof Membership>;
