import { createFileRoute, redirect } from "@tanstack/react-router";
import { elsewhere } from "../../features/auth/elsewhere.ts";
import { meQuery } from "../../lib/account/me.ts";
import { Shell } from "../../features/shell/shell.tsx";
import { RequestError } from "../../lib/request/problem.ts";

export const Route = createFileRoute("/client-hub")({
  loader: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof RequestError) || (error.status !== 401 && error.status !== 403)) throw error;
      const place = await elsewhere("staff");
      if (place === "/client-portal") throw redirect({ to: place });
      throw redirect({ to: "/sign-in", search: { next: location.href, none: place === "none" ? true : undefined } });
    }
  },
  component: Shell,
});
