import { createFileRoute, redirect } from "@tanstack/react-router";
import { meQuery } from "../../features/shell/me.ts";
import { Shell } from "../../features/shell/shell.tsx";
import { RequestError } from "../../lib/problem.ts";

export const Route = createFileRoute("/client-hub")({
  loader: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof RequestError && error.status === 401)
        throw redirect({ to: "/sign-in", search: { next: location.href } });
      // A client's person has no place here; the portal is theirs.
      if (error instanceof RequestError && error.code === "actor.staff-only") throw redirect({ to: "/client-portal" });
      throw error;
    }
  },
  component: Shell,
});
