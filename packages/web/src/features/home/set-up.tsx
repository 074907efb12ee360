import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Circle } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../../lib/request/api.ts";
import { currentSession } from "../../lib/account/auth.ts";
import { Panel } from "../../ui/layout/page.tsx";
import { useCan } from "../shell/me.ts";
import { membersQuery, staffInvitationsQuery } from "../team/queries.ts";

const stepStyle = "inline-flex min-h-8 items-center underline-offset-3 hover:underline";

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
  const steps: { done: boolean; words: ReactNode }[] = [
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
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Panel
      flush
      title="Set up"
      id="set-up"
      actions={
        <span className="text-xs text-muted tabular-nums">
          {done} of {steps.length}
        </span>
      }
    >
      <progress aria-label="Set-up steps done" max={steps.length} value={done} className="sr-only" />
      <div aria-hidden="true" className="h-0.5 bg-sunken">
        <div className="h-full bg-accent" style={{ width: `${(done / steps.length) * 100}%` }} />
      </div>
      <ul className="divide-y divide-line">
        {steps.map((step, index) => (
          <li key={index} className="flex min-h-10 items-center gap-2.5 px-4">
            {step.done ? (
              <CircleCheck aria-label="Done:" className="size-4 text-good" />
            ) : (
              <Circle aria-label="To do:" className="size-4 text-faint" />
            )}
            {step.words}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
