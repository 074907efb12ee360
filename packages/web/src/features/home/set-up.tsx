import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../lib/request/api.ts";
import { currentSession } from "../../lib/account/auth.ts";
import { type Step, StepList, stepStyle } from "../../ui/status/steps.tsx";
import { useCan } from "../../lib/account/me.ts";
import { membersQuery, staffInvitationsQuery } from "../team/queries.ts";

/** The first steps of a new firm. Gone once all are done; nothing to dismiss, nothing to pretend. */
export function SetUp() {
  const mayTeam = useCan("team:manage");
  const mayWrite = useCan("client:write");
  const clients = useQuery({
    queryKey: ["clients", "any"],
    queryFn: ({ signal }) => api("GET /api/clients", { query: { limit: 1 }, signal }),
  });
  const emails = useQuery({
    queryKey: ["emails", "any"],
    queryFn: ({ signal }) => api("GET /api/emails", { query: { limit: 25 }, signal }),
  });
  const session = useQuery({ queryKey: ["auth", "session"], queryFn: currentSession });
  const team = useQuery({ ...membersQuery, enabled: mayTeam });
  const invited = useQuery({ ...staffInvitationsQuery, enabled: mayTeam });
  // Without all the answers it would call done what is not, or the other way round; the panels beside say what failed.
  if (!mayWrite || !clients.isSuccess || !emails.isSuccess || !session.isSuccess) return null;
  if (mayTeam && !(team.isSuccess && invited.isSuccess)) return null;
  const steps: Step[] = [
    {
      done: (clients.data?.items.length ?? 0) > 0,
      words: (
        <Link to="/client-hub/clients/new" className={stepStyle}>
          Add your first client
        </Link>
      ),
    },
    {
      done: emails.data?.items.some((email) => email.template === "portal-invitation") ?? false,
      words: (
        <Link to="/client-hub/clients" className={stepStyle}>
          Invite a client to their portal
        </Link>
      ),
    },
    ...(mayTeam
      ? [
          {
            done: (team.data?.length ?? 0) + (invited.data?.length ?? 0) > 1,
            words: (
              <Link to="/client-hub/settings/team" className={stepStyle}>
                Invite a colleague
              </Link>
            ),
          },
        ]
      : []),
    {
      done: session.data?.user.twoFactorEnabled === true,
      words: (
        <Link to="/client-hub/settings/security" className={stepStyle}>
          Switch on two-factor sign-in
        </Link>
      ),
    },
  ];
  return <StepList title="Set up" id="set-up" steps={steps} />;
}
