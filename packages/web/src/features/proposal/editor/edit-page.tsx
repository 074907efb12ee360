import { canProposal } from "@practice-hub/core/proposal/schema";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { buttonStyle } from "../../../ui/button.tsx";
import { PageHead } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Conflict } from "../../../ui/overlay/conflict.tsx";
import { useEditor } from "../../editor/use-editor.ts";
import { useCan } from "../../../lib/account/me.ts";
import { type Proposal, proposalQuery, rememberProposal } from "../queries.ts";
import { conflictRows, type Draft, draftOf, PROPOSAL_DRAFT, toBody } from "./draft.ts";
import { ProposalForm } from "./form.tsx";

/** Changes a draft; of a proposal that was sent it begins the next version. */
export function EditProposal({ id }: { id: string }) {
  const { data: proposal } = useSuspenseQuery(proposalQuery(id));
  const mayWrite = useCan("proposal:write");
  const fixed = !canProposal(proposal.status, "edit");
  return (
    <>
      <PageHead title={`Edit ${proposal.number}`} />
      {!mayWrite || fixed ? (
        <Notice
          action={
            <Link to="/client-hub/proposals/$id" params={{ id }} className={buttonStyle({ size: "sm" })}>
              Show the proposal
            </Link>
          }
        >
          {fixed ? "This proposal cannot change any more." : "Your role does not include writing proposals."}
        </Notice>
      ) : (
        <Editor proposal={proposal} />
      )}
    </>
  );
}

function Editor({ proposal }: { proposal: Proposal }) {
  const { id } = proposal;
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [conflict, setConflict] = useState<{ ours: Draft; theirs: Proposal } | null>(null);
  const editor = useEditor(PROPOSAL_DRAFT, id, draftOf(proposal), async (draft) => {
    const { clientId: _, ...fields } = toBody(draft);
    try {
      const body = { version: draft.version, ...fields };
      rememberProposal(cache, await api("PATCH /api/proposals/{id}", { params: { id }, body }));
    } catch (error) {
      if (!hasCode(error, "proposal.version-conflict")) throw error;
      const theirs =
        (error.failure.document?.["current"] as Proposal | undefined) ??
        (await api("GET /api/proposals/{id}", { params: { id } }));
      setConflict({ ours: draft, theirs });
      return false;
    }
    toastSuccess(`${proposal.number} is saved`);
    await navigate({ to: "/client-hub/proposals/$id", params: { id } });
    return true;
  });
  return (
    <>
      {editor.restored ? <Notice className="mb-4">This is what you typed before. It is not saved yet.</Notice> : null}
      {proposal.status === "draft" ? null : (
        <Notice kind="warn" className="mb-4" title="This begins a new version">
          Version {proposal.sentVersion} stays as it was sent. Once you save, {proposal.clientName} cannot sign it any
          more, until you send the new one.
        </Notice>
      )}
      <ProposalForm
        key={editor.generation}
        title={`Edit ${proposal.number}`}
        draft={editor.draft}
        onDraft={editor.change}
        summary={editor.summary}
        busy={editor.busy}
        onSave={() => void editor.submit(editor.draft)}
        cancel={
          <Link
            to="/client-hub/proposals/$id"
            params={{ id }}
            className={buttonStyle()}
            onClick={() => editor.reset(draftOf(proposal))}
          >
            Discard changes
          </Link>
        }
      />
      {conflict ? (
        <Conflict
          what="proposal"
          rows={conflictRows(conflict.ours, conflict.theirs)}
          savedAt={conflict.theirs.updatedAt}
          onMine={async () => {
            setConflict(null);
            const mine = { ...conflict.ours, version: conflict.theirs.version };
            editor.change(mine);
            await editor.submit(mine);
          }}
          onTheirs={() => {
            rememberProposal(cache, conflict.theirs);
            editor.reset(draftOf(conflict.theirs));
            setConflict(null);
          }}
        />
      ) : null}
    </>
  );
}
