import { canProposal } from "@practice-hub/core/proposal/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellRing, MoreHorizontal, Pencil, Undo2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { longDate } from "../../../lib/time/date.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { Menu, MenuItem } from "../../../ui/overlay/menu.tsx";
import { clientQuery } from "../../client/queries.ts";
import { useCan } from "../../../lib/account/me.ts";
import { type Proposal, proposalQuery, rememberProposal } from "../queries.ts";

/** What can be done with the proposal as it stands; the API decides again. */
export function ProposalActions({ proposal }: { proposal: Proposal }) {
  const cache = useQueryClient();
  const mayWrite = useCan("proposal:write");
  const [open, setOpen] = useState<"send" | "remind" | "expire" | null>(null);
  const close = () => setOpen(null);
  const { id, number, status, version } = proposal;
  /** Somebody may have been faster: then their record is shown, and the next press concerns that one. */
  const change = async (act: () => Promise<Proposal>, done: string) => {
    try {
      rememberProposal(cache, await act());
      toastSuccess(done);
    } catch (error) {
      if (hasCode(error, "proposal.version-conflict"))
        await cache.invalidateQueries({ queryKey: proposalQuery(id).queryKey });
      throw error;
    }
  };
  const request = { params: { id }, body: { version } };
  const can = (event: Parameters<typeof canProposal>[1]) => mayWrite && canProposal(status, event);
  return (
    <>
      {can("edit") ? (
        <Link to="/client-hub/proposals/$id/edit" params={{ id }} className={buttonStyle()}>
          <Pencil aria-hidden="true" className="size-3.5" />
          {status === "draft" ? "Edit draft" : "New version"}
        </Link>
      ) : null}
      {can("send") ? (
        <Button look="primary" onClick={() => setOpen("send")}>
          Send
        </Button>
      ) : null}
      {can("remind") || can("expire") ? (
        <Menu
          trigger={
            <Button size="icon" aria-label="More actions">
              <MoreHorizontal aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          {can("remind") ? (
            <MenuItem icon={<BellRing aria-hidden="true" className="size-4" />} onSelect={() => setOpen("remind")}>
              Remind client
            </MenuItem>
          ) : null}
          {can("expire") ? (
            <MenuItem danger icon={<Undo2 aria-hidden="true" className="size-4" />} onSelect={() => setOpen("expire")}>
              Withdraw proposal
            </MenuItem>
          ) : null}
        </Menu>
      ) : null}
      <Confirm
        open={open === "send"}
        onOpenChange={close}
        title={`Send ${number}?`}
        action="Send proposal"
        onConfirm={() => change(() => api("POST /api/proposals/{id}/send", request), `${number} is being sent`)}
      >
        <SendWords proposal={proposal} asked={open === "send"} />
      </Confirm>
      <Confirm
        open={open === "remind"}
        onOpenChange={close}
        title={`Remind ${proposal.clientName}?`}
        action="Send reminder"
        onConfirm={() => change(() => api("POST /api/proposals/{id}/remind", request), "The reminder is on its way")}
      >
        {proposal.versions[0]?.sentTo ?? "The client"} gets one mail with the link to {number}. A client can be reminded
        once a day.
      </Confirm>
      <Confirm
        open={open === "expire"}
        onOpenChange={close}
        title={`Withdraw ${number}?`}
        action="Withdraw proposal"
        danger
        onConfirm={() => change(() => api("POST /api/proposals/{id}/expire", request), `${number} is withdrawn`)}
      >
        Nobody can sign it any more, and it is shown as expired. You can still send a new version later.
      </Confirm>
    </>
  );
}

/** Where it goes and what happens then. */
function SendWords({ proposal, asked }: { proposal: Proposal; asked: boolean }) {
  const client = useQuery({ ...clientQuery(proposal.clientId), enabled: asked });
  const to = client.data?.contact?.email ?? client.data?.email;
  const invitations = useQuery({
    queryKey: ["client", proposal.clientId, "invitations", "accepted"],
    queryFn: ({ signal }) =>
      api("GET /api/clients/{id}/invitations", { params: { id: proposal.clientId }, query: { limit: 50 }, signal }),
    enabled: asked,
  });
  const nobody = invitations.data?.items.every((one) => one.status !== "accepted") ?? false;
  return (
    <div className="space-y-2">
      <p>
        Version {proposal.sentVersion + 1} is made final and goes to{" "}
        {client.isPending ? "the client" : <strong className="text-ink">{to ?? "nobody: there is no address"}</strong>}{" "}
        by mail once its PDF is made. It can be signed in the portal until {longDate(proposal.validUntilOn)}.
      </p>
      {nobody ? (
        <p>
          Nobody of this client has accepted an invitation to the portal yet.{" "}
          <Link
            to="/client-hub/clients/$id"
            params={{ id: proposal.clientId }}
            className="text-accent-ink underline underline-offset-2"
          >
            Invite them
          </Link>{" "}
          so that they can read and sign it.
        </p>
      ) : null}
    </div>
  );
}
