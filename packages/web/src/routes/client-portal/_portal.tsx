import { createFileRoute, redirect } from "@tanstack/react-router";
import { portalMeQuery } from "../../features/portal/me.ts";
import { PortalFrame } from "../../features/portal/frame.tsx";
import { RequestError } from "../../lib/problem.ts";

export const Route = createFileRoute("/client-portal/_portal")({
  loader: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(portalMeQuery);
    } catch (error) {
      // A member of staff has no place here either: the portal asks for a client's account.
      if (error instanceof RequestError && (error.status === 401 || error.status === 403))
        throw redirect({ to: "/client-portal/sign-in", search: { next: location.href } });
      throw error;
    }
  },
  component: PortalFrame,
});
