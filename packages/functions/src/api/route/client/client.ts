import { Activity } from "@practice-hub/core/activity";
import { Client } from "@practice-hub/core/client";
import { Invitation } from "@practice-hub/core/invitation";
import { clientContracts as contract } from "../../contract/client/client.ts";
import { route } from "../../route.ts";

export const clientRoutes = [
  route(contract.list, ({ query }) => Client.list(query)),
  route(contract.create, ({ body }) => Client.create(body)),
  route(contract.similar, ({ query }) => Client.similar(query)),
  route(contract.fromId, ({ params }) => Client.fromId(params.id)),
  route(contract.update, ({ params, body }) => Client.update(params.id, body)),
  route(contract.archive, ({ params, body }) => Client.archive(params.id, body)),
  route(contract.restore, ({ params, body }) => Client.restore(params.id, body)),
  route(contract.people, ({ params, query }) => Client.people(params.id, query)),
  route(contract.refreshPeople, ({ params }) => Client.refreshPeople(params.id)),
  route(contract.timeline, ({ params, query }) => Client.timeline(params.id, query)),
  route(contract.invitations, ({ params, query }) => Invitation.listForClient(params.id, query)),
  route(contract.invite, ({ params, body }) => Invitation.create({ clientId: params.id, ...body })),
  route(contract.revokeInvitation, ({ params }) => Invitation.revoke(params.id, params.invitationId)),
  route(contract.activity, ({ query }) => Activity.list(query)),
];
