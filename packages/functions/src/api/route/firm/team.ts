import { Staff } from "@practice-hub/core/staff";
import { teamContracts as contract } from "../../contract/firm/team.ts";
import { route } from "../../route.ts";

const members = async () => ({ items: await Staff.members() });
const invitations = async () => ({ items: await Staff.invitations() });

export const teamRoutes = [
  route(contract.members, members),
  route(contract.changeRole, ({ params, body }) => Staff.changeRole(params.id, body).then(members)),
  // Whoever removes themselves may not look at the team any more: the list is read first.
  route(contract.remove, async ({ params }) => {
    const before = await Staff.members();
    await Staff.remove(params.id);
    return { items: before.filter(({ id }) => id !== params.id) };
  }),
  route(contract.invitations, invitations),
  route(contract.cancelInvitation, ({ params }) => Staff.cancelInvitation(params.id).then(invitations)),
];
