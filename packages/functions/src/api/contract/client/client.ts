import { ActivityEntry } from "@practice-hub/core/activity/schema";
import { TimelineEntry } from "@practice-hub/core/client/schema";
import {
  Client,
  ClientCreate,
  ClientId,
  ClientQuery,
  ClientListItem,
  ClientUpdate,
  ClientVersion,
  SimilarClients,
  SimilarQuery,
} from "@practice-hub/core/client/schema";
import { Invitation, InvitationCreate, InvitationId } from "@practice-hub/core/invitation/schema";
import { pageOf, PageQuery } from "@practice-hub/core/lib/schema";
import { PersonList } from "@practice-hub/core/person/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const params = z.object({ id: ClientId });

export const clientContracts = {
  list: contract({
    method: "GET",
    path: "/api/clients",
    actor: staff("client:read"),
    query: ClientQuery,
    output: pageOf(ClientListItem),
    summary: "The firm's clients by name; archived ones only when asked for by status.",
  }),
  create: contract({
    method: "POST",
    path: "/api/clients",
    actor: staff("client:write"),
    body: ClientCreate,
    output: Client,
    status: 201,
    summary: "Takes a client on; with a company number its details and people come from the register.",
  }),
  similar: contract({
    method: "GET",
    path: "/api/clients/similar",
    actor: staff("client:read"),
    query: SimilarQuery,
    output: SimilarClients,
    summary: "Clients that may be the same one, by company number, name or email address.",
  }),
  fromId: contract({
    method: "GET",
    path: "/api/clients/{id}",
    actor: staff("client:read"),
    params,
    output: Client,
    summary: "One client with its primary contact.",
  }),
  update: contract({
    method: "PATCH",
    path: "/api/clients/{id}",
    actor: staff("client:write"),
    params,
    body: ClientUpdate,
    output: Client,
    summary: "Changes fields of a client; refused with the newer record when somebody else was faster.",
  }),
  archive: contract({
    method: "POST",
    path: "/api/clients/{id}/archive",
    actor: staff("client:archive"),
    params,
    body: ClientVersion,
    output: Client,
    summary: "Takes a client out of the lists; nothing is deleted.",
  }),
  restore: contract({
    method: "POST",
    path: "/api/clients/{id}/restore",
    actor: staff("client:archive"),
    params,
    body: ClientVersion,
    output: Client,
    summary: "Brings an archived client back, as inactive.",
  }),
  people: contract({
    method: "GET",
    path: "/api/clients/{id}/people",
    actor: staff("client:read"),
    params,
    query: PageQuery,
    output: PersonList,
    summary: "Officers and people with significant control, with where they come from.",
  }),
  refreshPeople: contract({
    method: "POST",
    path: "/api/clients/{id}/people/refresh",
    actor: staff("client:write"),
    params,
    output: PersonList,
    summary: "Reads officers and people with significant control from the register again.",
  }),
  timeline: contract({
    method: "GET",
    path: "/api/clients/{id}/timeline",
    actor: staff("activity:read"),
    params,
    query: PageQuery,
    output: pageOf(TimelineEntry),
    summary: "What happened with a client: changes and mails, newest first.",
  }),
  invitations: contract({
    method: "GET",
    path: "/api/clients/{id}/invitations",
    actor: staff("client:read"),
    params,
    query: PageQuery,
    output: pageOf(Invitation),
    summary: "Invitations to the portal, newest first.",
  }),
  invite: contract({
    method: "POST",
    path: "/api/clients/{id}/invitations",
    actor: staff("invitation:send"),
    params,
    body: InvitationCreate,
    output: Invitation,
    status: 201,
    summary: "Invites a person to the client's portal by mail; revokes older invitations to the same address.",
  }),
  revokeInvitation: contract({
    method: "POST",
    path: "/api/clients/{id}/invitations/{invitationId}/revoke",
    actor: staff("invitation:send"),
    params: z.object({ id: ClientId, invitationId: InvitationId }),
    output: Invitation,
    summary: "Withdraws an invitation that was not accepted yet.",
  }),
  activity: contract({
    method: "GET",
    path: "/api/activity",
    actor: staff("activity:read"),
    query: PageQuery,
    output: pageOf(ActivityEntry),
    summary: "The firm's audit trail, newest first.",
  }),
};
