import { queryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../lib/request/api.ts";

export type Member = Item<"GET /api/team/members">;
export type StaffInvitation = Item<"GET /api/team/invitations">;

export const membersQuery = queryOptions({
  queryKey: ["team", "members"],
  queryFn: async ({ signal }) => (await api("GET /api/team/members", { signal })).items,
});

/** Colleagues who were invited and have not joined yet; only for those who may invite. */
export const staffInvitationsQuery = queryOptions({
  queryKey: ["team", "invitations"],
  queryFn: async ({ signal }) => (await api("GET /api/team/invitations", { signal })).items,
});
