import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { longDate } from "../../lib/time/date.ts";
import { api } from "../../lib/request/api.ts";
import { inviteMember } from "../../lib/account/team.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { authWords } from "../auth/words.ts";
import { useCan } from "../../lib/account/me.ts";
import { type StaffInvitation, staffInvitationsQuery } from "./queries.ts";
import { ROLE_WORDS } from "./words.ts";

/** Colleagues who were invited and have not joined yet. */
export function Invitations({ invitations }: { invitations: StaffInvitation[] }) {
  const cache = useQueryClient();
  const mayManage = useCan("team:manage");
  const [cancelling, setCancelling] = useState<StaffInvitation | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const resend = async (invitation: StaffInvitation) => {
    setBusy(invitation.id);
    try {
      await inviteMember(invitation.email, invitation.role, { again: true });
      await cache.invalidateQueries({ queryKey: ["team"] });
      toastSuccess(`The invitation to ${invitation.email} is sent again`);
    } catch (error) {
      toastError("It was not sent again", { description: authWords(error) });
    } finally {
      setBusy(null);
    }
  };
  return (
    <Panel flush title="Invited" id="invited">
      <ul className="divide-y divide-line">
        {invitations.map((invitation) => {
          return (
            <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-0 grow font-medium break-words">{invitation.email}</span>
              <span className="text-muted">{ROLE_WORDS[invitation.role]}</span>
              {invitation.status === "expired" ? (
                <Badge tone="warn">Expired</Badge>
              ) : (
                <span className="text-xs text-muted">until {longDate(invitation.expiresAt)}</span>
              )}
              {mayManage ? (
                <span className="flex gap-1">
                  <Button size="sm" look="quiet" busy={busy === invitation.id} onClick={() => void resend(invitation)}>
                    Send again<span className="sr-only"> to {invitation.email}</span>
                  </Button>
                  <Button size="sm" look="quiet" onClick={() => setCancelling(invitation)}>
                    Cancel<span className="sr-only"> the invitation to {invitation.email}</span>
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Confirm
        open={cancelling !== null}
        onOpenChange={() => setCancelling(null)}
        title="Cancel this invitation?"
        action="Cancel invitation"
        danger
        onConfirm={async () => {
          if (!cancelling) return;
          const { items } = await api("POST /api/team/invitations/{id}/revoke", { params: { id: cancelling.id } });
          cache.setQueryData(staffInvitationsQuery.queryKey, items);
          toastSuccess(`The invitation to ${cancelling.email} no longer works`);
        }}
      >
        The link in the mail to {cancelling?.email} stops working.
      </Confirm>
    </Panel>
  );
}
