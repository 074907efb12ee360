import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { Field } from "../../../ui/form/field.tsx";
import { Textarea } from "../../../ui/form/input.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { type PortalProposal, portalProposalQuery, rememberPortalProposal } from "./queries.ts";

/** Asks once more, and for a reason. */
export default function Decline({ proposal, onClose }: { proposal: PortalProposal; onClose: () => void }) {
  const cache = useQueryClient();
  const [reason, setReason] = useState("");
  const { id, documentVersion } = proposal;
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title="Decline this proposal?"
      action="Decline proposal"
      danger
      onConfirm={async () => {
        try {
          const body = { documentVersion, reason: reason.trim() === "" ? null : reason };
          rememberPortalProposal(cache, await api("POST /api/portal/proposals/{id}/decline", { params: { id }, body }));
        } catch (error) {
          await cache.invalidateQueries({ queryKey: portalProposalQuery(id).queryKey });
          throw error;
        }
      }}
    >
      <p className="mb-3">{proposal.firmName} is told. They can send you a new version.</p>
      <Field label="Reason" name="declineReason" optional className="text-ink">
        <Textarea maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Confirm>
  );
}
