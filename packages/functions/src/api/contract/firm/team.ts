import { Member, MemberId, RoleChange, StaffInvitation, StaffInvitationId } from "@practice-hub/core/staff/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const Members = z.object({ items: z.array(Member) });
const Invitations = z.object({ items: z.array(StaffInvitation) });

export const teamContracts = {
  members: contract({
    method: "GET",
    path: "/api/team/members",
    actor: staff(null),
    output: Members,
    summary: "Everybody in the firm, by name.",
  }),
  changeRole: contract({
    method: "PATCH",
    path: "/api/team/members/{id}",
    actor: staff("team:manage"),
    params: z.object({ id: MemberId }),
    body: RoleChange,
    output: Members,
    summary: "Gives a member another role.",
  }),
  remove: contract({
    method: "DELETE",
    path: "/api/team/members/{id}",
    actor: staff("team:manage"),
    params: z.object({ id: MemberId }),
    output: Members,
    summary: "Takes a member out of the firm; their sessions lose it at once.",
  }),
  invitations: contract({
    method: "GET",
    path: "/api/team/invitations",
    actor: staff("team:manage"),
    output: Invitations,
    summary: "Invitations of staff that still wait. They are sent by POST /api/auth/organization/invite-member.",
  }),
  cancelInvitation: contract({
    method: "POST",
    path: "/api/team/invitations/{id}/revoke",
    actor: staff("team:manage"),
    params: z.object({ id: StaffInvitationId }),
    output: Invitations,
    summary: "Withdraws an invitation of staff.",
  }),
};
