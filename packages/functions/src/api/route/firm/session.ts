import { Client } from "@practice-hub/core/client";
import { Firm } from "@practice-hub/core/firm";
import { Staff } from "@practice-hub/core/staff";
import { PERMISSIONS } from "@practice-hub/core/lib/permission";
import { sessionContracts as contract } from "../../contract/firm/session.ts";
import { route } from "../../route.ts";

export const sessionRoutes = [
  route(contract.me, async ({ actor }) => {
    const [firm, memberships] = await Promise.all([Firm.fromId(actor.tenantId), Staff.memberships(actor.userId)]);
    const { userId: id, name, email, role } = actor;
    return { user: { id, name, email }, firm, role, permissions: [...PERMISSIONS[role]], memberships };
  }),
  route(contract.portalMe, async ({ actor }) => {
    const [firm, clients] = await Promise.all([Firm.fromId(actor.tenantId), Client.ofPortal()]);
    const { userId: id, name, email } = actor;
    return { user: { id, name, email }, firm, clients };
  }),
];
