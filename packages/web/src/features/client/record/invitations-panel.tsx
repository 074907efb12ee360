import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Clock, Hourglass } from "lucide-react";
import { useState } from "react";
import { api, type Item } from "../../../lib/request/api.ts";
import { longDate } from "../../../lib/time/date.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { Badge, type Tone } from "../../../ui/status/badge.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { type Client, invitationsQuery } from "../queries.ts";

type Invitation = Item<"GET /api/clients/{id}/invitations">;

const WORDS: Record<Invitation["status"], { label: string; tone: Tone; icon: typeof Clock }> = {
  pending: { label: "Invited", tone: "accent", icon: Clock },
  accepted: { label: "Accepted", tone: "good", icon: CircleCheck },
  expired: { label: "Expired", tone: "warn", icon: Hourglass },
  revoked: { label: "Withdrawn", tone: "neutral", icon: CircleSlash },
};

/** Who was invited to the portal, and what became of it. */
export function InvitationsPanel({ client }: { client: Client }) {
  const cache = useQueryClient();
  const mayInvite = useCan("invitation:send");
  const list = useQuery(invitationsQuery(client.id));
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const revoke = async (invitation: Invitation) => {
    await api("POST /api/clients/{id}/invitations/{invitationId}/revoke", {
      params: { id: client.id, invitationId: invitation.id },
    });
    await cache.invalidateQueries({ queryKey: ["client", client.id] });
    toastSuccess(`The invitation to ${invitation.email} no longer works`);
  };
  return (
    <Panel flush title="Portal invitations" id="invitations">
      {list.isPending ? <SkeletonRows count={1} label="Loading invitations" /> : null}
      {list.isError ? <Failure error={list.error} what="The invitations" onRetry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <p className="px-4 py-3 text-muted">Nobody is invited yet.</p> : null}
      {list.data && list.data.items.length > 0 ? (
        <ul className="divide-y divide-line">
          {list.data.items.map((invitation) => {
            const { label, tone, icon } = WORDS[invitation.status];
            return (
              <li key={invitation.id} className="px-4 py-2">
                <div className="flex items-start justify-between gap-3">
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{invitation.name}</span>
                    <span className="block truncate text-xs text-muted">{invitation.email}</span>
                  </span>
                  <Badge tone={tone} icon={icon}>
                    {label}
                  </Badge>
                </div>
                <div className="flex min-h-7 items-center justify-between gap-3 text-xs text-muted">
                  <When invitation={invitation} />
                  {invitation.status === "pending" && mayInvite ? (
                    <Button size="sm" look="quiet" className="-mr-2.5" onClick={() => setRevoking(invitation)}>
                      Withdraw<span className="sr-only"> the invitation to {invitation.email}</span>
                    </Button>
                  ) : null}
                </div>
              </li>
            );
          })}
        </ul>
      ) : null}
      <Confirm
        open={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title="Withdraw this invitation?"
        action="Withdraw invitation"
        danger
        onConfirm={() => (revoking ? revoke(revoking) : Promise.resolve())}
      >
        The link in the mail to {revoking?.email} stops working. You can invite them again.
      </Confirm>
    </Panel>
  );
}

function When({ invitation }: { invitation: Invitation }) {
  if (invitation.status === "pending") return <span>Link works until {longDate(invitation.expiresAt)}</span>;
  return (
    <span>
      {WORDS[invitation.status].label}{" "}
      <Ago at={invitation.acceptedAt ?? invitation.revokedAt ?? invitation.expiresAt} />
    </span>
  );
}
