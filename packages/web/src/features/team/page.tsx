import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCan } from "../../lib/account/me.ts";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";
import { membersQuery, staffInvitationsQuery } from "./queries.ts";
import { RoleMatrix } from "./role-matrix.tsx";

const InviteColleague = lazy(() => import("./invite-dialog.tsx"));

/** Who works in the firm, who is invited, and what each role may do. */
export function TeamPage() {
  useTitle("Team");
  const mayManage = useCan("team:manage");
  const team = useQuery(membersQuery);
  const invitations = useQuery({ ...staffInvitationsQuery, enabled: mayManage });
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHead
        title="Team"
        actions={
          mayManage ? (
            <Button
              look="primary"
              icon={<UserPlus aria-hidden="true" className="size-4" />}
              onClick={() => setInviting(true)}
            >
              Invite colleague
            </Button>
          ) : null
        }
      />
      <div className="space-y-4">
        <Panel flush title="Members" id="members">
          {team.isPending ? <SkeletonRows count={3} label="Loading members" /> : null}
          {team.isError ? <Failure error={team.error} what="The team" onRetry={() => void team.refetch()} /> : null}
          {team.data ? <Members members={team.data} /> : null}
          {team.data?.length === 1 && mayManage ? (
            <p className="border-t border-line px-4 py-3 text-muted">
              You work alone so far. A second owner or admin can help when you lose your password or phone.
            </p>
          ) : null}
        </Panel>
        {invitations.isError ? (
          <Failure error={invitations.error} what="The invitations" onRetry={() => void invitations.refetch()} />
        ) : null}
        {invitations.data && invitations.data.length > 0 ? <Invitations invitations={invitations.data} /> : null}
        <RoleMatrix />
      </div>
      <Suspense>{inviting ? <InviteColleague onClose={() => setInviting(false)} /> : null}</Suspense>
    </>
  );
}
