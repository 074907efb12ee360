import { createFileRoute, redirect } from "@tanstack/react-router";
import { elsewhere } from "../../features/auth/elsewhere.ts";
import { portalMeQuery } from "../../features/portal/me.ts";
import { PortalFrame } from "../../features/portal/frame.tsx";
import { RequestError } from "../../lib/request/problem.ts";

export const Route = createFileRoute("/client-portal/_portal")({
  loader: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(portalMeQuery);
    } catch (error) {
      if (!(error instanceof RequestError) || (error.status !== 401 && error.status !== 403)) throw error;
      const place = await elsewhere("portal");
      if (place === "/client-hub") throw redirect({ to: place });
      throw redirect({
        to: "/client-portal/sign-in",
        search: { next: location.href, none: place === "none" ? true : undefined },
      });
    }
  },
  component: PortalFrame,
});
