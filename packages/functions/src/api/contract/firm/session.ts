import { PortalClient } from "@practice-hub/core/client/schema";
import { Health, Status } from "@practice-hub/core/health/schema";
import { Membership, RoleName } from "@practice-hub/core/staff/schema";
import * as z from "zod";
import { anyone, contract, portal, staff } from "../define.ts";

/** Who is signed in, for which firm, and what the role allows. */
const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  firm: z.object({ id: z.string(), name: z.string() }),
  role: RoleName,
  permissions: z.array(z.string()),
  memberships: z.array(Membership),
});

const PortalMe = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  firm: z.object({ id: z.string(), name: z.string() }),
  clients: z.array(PortalClient),
});

export const sessionContracts = {
  me: contract({
    method: "GET",
    path: "/api/me",
    actor: staff(null),
    output: Me,
    summary: "The signed-in member of staff.",
  }),
  portalMe: contract({
    method: "GET",
    path: "/api/portal/me",
    actor: portal(),
    output: PortalMe,
    summary: "The signed-in person of a client, and the clients they may see.",
  }),
  health: contract({
    method: "GET",
    path: "/api/health",
    actor: anyone(),
    output: Health,
    summary: "Whether the services work; 503 when the database or the storage is down.",
  }),
  status: contract({
    method: "GET",
    path: "/api/status",
    actor: staff("activity:read"),
    output: Status,
    summary: "Health with its reasons, for staff.",
  }),
};
