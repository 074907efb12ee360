import { createFileRoute, redirect } from "@tanstack/react-router";

/** The start page is the staff's; a client's person is sent on to the portal from there. */
export const Route = createFileRoute("/")({
  beforeLoad: () => {
    throw redirect({ to: "/client-hub" });
  },
});
